import { Alert, Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { flowQuery } from '@/api/flows';
import { strings } from '../strings';

/** Says which flow starts, when it was chosen in the library, and how to let the words choose again. */
export function ChosenFlow({ id }: { id: string }) {
  const t = strings.useText();
  const flow = useQuery(flowQuery(id));
  if (!flow.data) return null;
  return (
    <Alert color="spruce">
      {t('chosenFlow', { title: flow.data.title })}{' '}
      <Anchor component={Link} to="/home" size="sm">
        {t('letWordsChoose')}
      </Anchor>
    </Alert>
  );
}
