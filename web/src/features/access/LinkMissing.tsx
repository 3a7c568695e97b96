import { Anchor, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ErrorState } from '@/ui/ErrorState';
import { Frame } from './Frame';
import { strings } from './strings';

export function LinkMissing({ title }: { title: string }) {
  const t = strings.useText();
  return (
    <Frame title={title}>
      <Stack>
        <ErrorState trouble={{ title: t('linkMissing'), detail: t('linkMissingHelp') }} />
        <Anchor component={Link} to="/sign-in" size="sm">
          {t('toSignIn')}
        </Anchor>
      </Stack>
    </Frame>
  );
}
