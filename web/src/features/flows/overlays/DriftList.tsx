import { Button, Group, Text, Title } from '@mantine/core';
import type { Tree } from '@/api/flows';
import type { Drift, Overlay } from '@/api/overlays';
import { Panel } from '@/ui/Panel';
import { linesOf, nodeLines, without } from './changes';
import classes from './overlays.module.css';
import { strings } from './strings';
import type { EditingState } from './useEditing';

interface DriftListProps {
  overlay: Overlay;
  base: Tree;
  state: EditingState;
  readOnly: boolean;
  onEdit: (id: string) => void;
}

/** Steps whose base changed since: was, is now, and what the client has; each kept, given up or edited. */
export function DriftList({ overlay, ...shared }: DriftListProps) {
  const t = strings.useText();
  const name = overlay.client_name;
  return (
    <Panel title={t('driftTitle', { count: overlay.drift.length, name })}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('driftIntro', { name })}
      </Text>
      {overlay.drift.map((one) => (
        <One key={one.node_id} one={one} name={name} {...shared} />
      ))}
    </Panel>
  );
}

interface OneProps extends Omit<DriftListProps, 'overlay'> {
  one: Drift;
  name: string;
}

function One({ one, name, base, state, readOnly, onEdit }: OneProps) {
  const t = strings.useText();
  const { changes, settled } = state.editing;
  const id = one.node_id;
  const kept = settled.includes(id);
  const taken = !(id in changes);
  return (
    <div className={classes.answer}>
      <Title order={3} size="sm">
        {(one.now ?? one.was)?.text ?? id}
      </Title>
      <Gone one={one} />
      <dl className={classes.three}>
        <Words label={t('was')} lines={nodeLines(base, one.was)} />
        <Words label={t('now')} lines={nodeLines(base, one.now)} />
        <Words label={t('mine', { name })} lines={linesOf(base, id, changes[id])} />
      </dl>
      {kept || taken ? (
        <Text size="sm" role="status">
          {kept ? t('kept', { name }) : t('taken')}
        </Text>
      ) : (
        !readOnly && (
          <Ways
            one={one}
            name={name}
            onKeep={() => state.change({ settled: [...settled, id] })}
            onTake={() => state.change({ changes: without(changes, id) })}
            onEdit={() => onEdit(id)}
          />
        )
      )}
    </div>
  );
}

function Gone({ one }: { one: Drift }) {
  const t = strings.useText();
  const option = one.was?.options?.find(({ id }) => id === one.option_id)?.label ?? one.option_id ?? '';
  if (one.state === 'changed') return null;
  const words = {
    step_gone: t('stepGone'),
    answer_gone: t('answerGone', { option }),
    target_gone: t('targetGone', { option }),
  };
  return <Text size="sm">{words[one.state]}</Text>;
}

interface WaysProps {
  one: Drift;
  name: string;
  onKeep: () => void;
  onTake: () => void;
  onEdit: () => void;
}

function Ways({ one, name, onKeep, onTake, onEdit }: WaysProps) {
  const t = strings.useText();
  const gone = one.state === 'step_gone';
  return (
    <Group gap="xs" mb="xs">
      {one.state === 'changed' && (
        <Button size="compact-sm" variant="default" onClick={onKeep}>
          {t('keepMine', { name })}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={onTake}>
        {gone ? t('remove') : t('takeFlows')}
      </Button>
      {!gone && (
        <Button size="compact-sm" variant="default" onClick={onEdit}>
          {t('edit')}
        </Button>
      )}
    </Group>
  );
}

function Words({ label, lines }: { label: string; lines: readonly string[] }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {lines.map((line) => (
          <Text key={line} size="sm">
            {line}
          </Text>
        ))}
      </dd>
    </div>
  );
}
