import { Button, Chip, Group, Input, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { troubleOf } from '@/api/problem';
import { usePark, type Walk } from '@/api/walks';
import { clearDraft, readDraft, writeDraft } from '@/lib/drafts';
import { DialogFoot } from '@/ui/DialogFoot';
import { ErrorState } from '@/ui/ErrorState';
import { Keys } from '@/ui/Keys';
import { strings } from '../strings';
import { parkKey } from '../unsent/answers';
import { moveStrings } from './moveStrings';
import { quickChoices, quickMoment } from './quickMoments';
import { useQuickDigits } from './useQuickDigits';

const NOBODY = 'nobody';
const WHO = ['customer', 'vendor', 'colleague', 'time'] as const;

interface Fields {
  what: string;
  who: string;
  until: string;
}

const isPast = (until: string): boolean => until !== '' && new Date(until).getTime() < Date.now();

/** What is typed outlasts the dialog, which goes with its walk when one turns to another; a time gone by does not. */
function useKeptFields(walk: Walk) {
  const draft = parkKey(walk.id);
  const [fields, setFields] = useState<Fields>(() => {
    const kept = readDraft<Fields>(draft)?.value;
    if (kept) return { ...kept, until: isPast(kept.until) ? '' : kept.until };
    return { what: walk.waiting_on ?? '', who: walk.waiting_for ?? NOBODY, until: '' };
  });
  const set = (part: Partial<Fields>): void => {
    const next = { ...fields, ...part };
    setFields(next);
    if (next.what || next.until) writeDraft(draft, next);
    else clearDraft(draft);
  };
  return { ...fields, set, forget: () => clearDraft(draft) };
}

/** Parks the walk: what it waits on, for whom, and until when at most. */
export function ParkDialog({ walk, onClose }: { walk: Walk; onClose: () => void }) {
  const t = strings.useText();
  const m = moveStrings.useText();
  const { what, who, until, set, forget } = useKeptFields(walk);
  const [opened] = useState(() => new Date());
  const choices = quickChoices(opened);
  const moments = choices.map((name) => quickMoment(name, opened));
  const park = usePark(walk.id);
  const past = isPast(until);
  const quick = useQuickDigits({ what, until, who }, choices, opened, set);
  const send = (): void => {
    if (!what.trim() || past || park.isPending) return;
    park.mutate(
      {
        waiting_on: what.trim(),
        waiting_for: WHO.find((one) => one === who) ?? null,
        waiting_until: until ? new Date(until).toISOString() : null,
      },
      {
        onSuccess: () => {
          forget();
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={t('parkTitle')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
        }}
      >
        <Stack>
          {park.error && <ErrorState trouble={troubleOf(park.error)} />}
          <TextInput
            label={t('parkOn')}
            placeholder={t('parkHint')}
            maxLength={500}
            required
            data-autofocus
            value={what}
            {...quick}
          />
          <Input.Wrapper label={m('waitFor')} labelElement="div">
            <Chip.Group value={who} onChange={(value) => set({ who: `${value}` })}>
              <Group gap={6} mt={2} role="radiogroup" aria-label={m('waitFor')}>
                <Chip value={NOBODY} size="sm">
                  {m('waitNobody')}
                </Chip>
                {WHO.map((one) => (
                  <Chip key={one} value={one} size="sm">
                    {m(`wait_${one}`)}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </Input.Wrapper>
          <div>
            <TextInput
              label={t('parkUntil')}
              type="datetime-local"
              value={until}
              error={past && t('parkPast')}
              onChange={(event) => set({ until: event.currentTarget.value })}
            />
            <Group gap={6} mt={6}>
              {choices.map((name, index) => (
                <Button
                  key={name}
                  size="compact-sm"
                  variant={until === moments[index] ? 'light' : 'default'}
                  aria-pressed={until === moments[index]}
                  rightSection={what === '' && <Keys keys={`${index + 1}`} />}
                  onClick={() => set({ until: moments[index] ?? '' })}
                >
                  {m(name)}
                </Button>
              ))}
            </Group>
            <Text size="sm" c="dimmed" mt={6} role="status">
              {until && !past && m('reminded')}
            </Text>
          </div>
          <DialogFoot submit={t('parkDo')} keys="mod+Enter" busy={park.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
