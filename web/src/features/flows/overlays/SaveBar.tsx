import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { Finding } from '@/api/flows';
import type { Overlay } from '@/api/overlays';
import { troubleOf } from '@/api/problem';
import { useActions } from '@/lib/keys/useActions';
import { relativeTime } from '@/lib/time';
import { ErrorState } from '@/ui/ErrorState';
import { Keys } from '@/ui/Keys';
import classes from './overlays.module.css';
import { strings } from './strings';
import type { EditingState } from './useEditing';

interface SaveBarProps {
  overlay: Overlay;
  state: EditingState;
  findings: readonly Finding[];
}

const KEYS = 'mod+s';

/** Saving a version with a note, giving it up, and what stands in the way. */
export function SaveBar({ overlay, state, findings }: SaveBarProps) {
  const t = strings.useText();
  const name = overlay.client_name;
  const ready = state.dirty && !state.busy;
  useActions([
    {
      id: 'overlay.save',
      label: t('save'),
      group: t('group'),
      keys: KEYS,
      run: state.save,
      disabled: !ready,
    },
  ]);
  return (
    <Stack gap="xs" className={classes.box}>
      <Group align="flex-end">
        <TextInput
          className={classes.save}
          label={t('note')}
          maxLength={2_000}
          value={state.editing.note}
          onChange={(event) => state.change({ note: event.currentTarget.value })}
        />
        <Button
          disabled={!ready}
          loading={state.busy}
          rightSection={<Keys keys={KEYS} />}
          onClick={state.save}
        >
          {t('save')}
        </Button>
        {state.dirty && (
          <Button variant="default" onClick={() => void state.forget()}>
            {t('discard')}
          </Button>
        )}
        {!state.dirty && overlay.steps > 0 && (
          <Button variant="default" onClick={state.giveUp}>
            {t('giveUp')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" role="status">
        {state.dirty
          ? t('unsaved')
          : overlay.saved_at &&
            t('savedBy', { when: relativeTime(overlay.saved_at), name: overlay.author?.name ?? '' })}
      </Text>
      {findings.map((finding) => (
        <Text key={finding.code + finding.message} size="sm">
          <strong>{t(`finding_${finding.severity}`)}:</strong> {finding.message}
        </Text>
      ))}
      {state.stale && (
        <Alert color="yellow" role="alert">
          {t('stale', { name })}
          <Group gap="xs" mt="xs">
            <Button size="compact-sm" variant="default" onClick={() => void state.forget()}>
              {t('takeTheirs')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => void state.saveOver()}>
              {t('saveOver')}
            </Button>
          </Group>
        </Alert>
      )}
      {state.error && <ErrorState trouble={troubleOf(state.error)} />}
    </Stack>
  );
}
