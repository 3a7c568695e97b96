import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { troubleOf } from '@/api/problem';
import { type TimeOfWalk, timeOfWalkQuery, useRecordTime, useTakeTimeBack } from '@/api/texts';
import { minutesInWords } from '@/lib/time';
import { ErrorState } from '@/ui/ErrorState';
import { Loaded } from '@/ui/Loaded';
import { strings } from './timeStrings';

/** Time recorded in a walk, and the active minutes that are proposed for it. */
export function TimeEntry({ walkId, mayAct }: { walkId: string; mayAct: boolean }) {
  const t = strings.useText();
  const query = useQuery(timeOfWalkQuery(walkId));
  return (
    <Loaded query={query} explain={troubleOf} lines={1}>
      {(time) => (
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {t('active', { time: minutesInWords(time.active_minutes) })}
          </Text>
          <Recorded walkId={walkId} time={time} />
          {mayAct && time.proposed && (
            <Proposal
              key={time.items.length}
              walkId={walkId}
              proposed={time.proposed}
              types={time.work_types}
            />
          )}
        </Stack>
      )}
    </Loaded>
  );
}

function Recorded({ walkId, time }: { walkId: string; time: TimeOfWalk }) {
  const t = strings.useText();
  const back = useTakeTimeBack(walkId);
  return (
    <>
      {back.error && <ErrorState trouble={troubleOf(back.error)} />}
      {time.items.map((entry) => (
        <Group key={entry.id} gap="xs">
          <Text size="sm">
            {t('recorded', {
              time: minutesInWords(entry.minutes),
              type: entry.work_type,
              name: entry.user?.name ?? t('somebody'),
            })}
          </Text>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            loading={back.isPending}
            onClick={() => back.mutate(entry.id)}
          >
            {t('takeBack')}
          </Button>
        </Group>
      ))}
    </>
  );
}

interface ProposalProps {
  walkId: string;
  proposed: NonNullable<TimeOfWalk['proposed']>;
  types: readonly string[];
}

function Proposal({ walkId, proposed, types }: ProposalProps) {
  const t = strings.useText();
  const [minutes, setMinutes] = useState<number | string>(proposed.minutes);
  const [type, setType] = useState(proposed.work_type);
  const [note, setNote] = useState('');
  const record = useRecordTime(walkId, () => setNote(''));
  const send = (): void =>
    record.mutate({ minutes: Number(minutes), work_type: type, note: note.trim() || null });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="xs">
        {record.error && <ErrorState trouble={troubleOf(record.error)} />}
        <Group align="flex-end" gap="xs">
          <NumberInput
            label={t('minutes')}
            w="6rem"
            min={1}
            max={1_440}
            allowDecimal={false}
            required
            value={minutes}
            onChange={setMinutes}
          />
          <Select
            label={t('type')}
            w="11rem"
            allowDeselect={false}
            data={[...types]}
            value={type}
            onChange={(next) => setType(next ?? type)}
          />
          <TextInput
            label={t('note')}
            flex={1}
            miw="9rem"
            maxLength={2_000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={record.isPending}>
            {t('record')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
