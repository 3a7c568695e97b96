import { Alert, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { troubleOf } from '@/api/problem';
import { type NoteTemplate, trialQuery } from '@/api/texts';
import { Loaded } from '@/ui/Loaded';
import { NoteBox } from '@/ui/NoteBox';
import { Panel } from '@/ui/Panel';
import { strings } from './strings';

const PAUSE_MS = 400;

/** What the template makes of the walk that changed last, and what is wrong with it. */
export function TemplatePreview({ audience, body }: { audience: NoteTemplate['audience']; body: string }) {
  const t = strings.useText();
  const [settled] = useDebouncedValue(body, PAUSE_MS);
  const trial = useQuery({
    ...trialQuery({ audience, body: settled, format: 'text' }),
    enabled: settled !== '',
  });
  return (
    <Loaded query={trial} explain={troubleOf}>
      {(data) => (
        <>
          {data.faults.length > 0 && (
            <Alert color="yellow" role="status">
              {data.faults.map((fault) => (
                <Text size="sm" key={`${fault.line}:${fault.message}`}>
                  {t('line', { line: fault.line, message: fault.message })}
                </Text>
              ))}
            </Alert>
          )}
          {data.text === null ? (
            <Text size="sm" c="dimmed">
              {t('noWalk')}
            </Text>
          ) : (
            <Panel title={t('preview', { ticket: data.ticket ?? '' })}>
              <NoteBox>{data.text}</NoteBox>
            </Panel>
          )}
        </>
      )}
    </Loaded>
  );
}
