import { Button, Group, UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import type { Tree } from '@/api/flows';
import { modelOf, type Row } from '@/lib/tree/model';
import { type OutlineState, useOutline } from '@/lib/tree/useOutline';
import { StepMark } from '@/ui/steps/StepMark';
import classes from './builder.module.css';
import { strings } from './strings';

interface TreePreviewProps {
  tree: Tree;
  /** Names the list for readers. */
  label: string;
  /** Offered beside each step, when it may be changed here. */
  edit?: (nodeId: string) => void;
}

/** Steps as lines, each under the answer that leads to it. */
export function TreePreview({ tree, label, edit }: TreePreviewProps) {
  const t = strings.useText();
  const model = useMemo(() => modelOf(tree), [tree]);
  const outline = useOutline(model, null, '');
  return (
    <>
      {model.rows.size > 12 && (
        <Group gap="xs">
          <Button size="compact-xs" variant="subtle" onClick={outline.unfoldAll}>
            {t('unfoldAll')}
          </Button>
          <Button size="compact-xs" variant="subtle" onClick={outline.foldAll}>
            {t('foldAll')}
          </Button>
        </Group>
      )}
      <ul className={classes.steps} aria-label={label}>
        {outline.rows.map((row) => (
          <Line key={row.key} row={row} outline={outline} edit={edit} />
        ))}
      </ul>
    </>
  );
}

interface LineProps {
  row: Row;
  outline: OutlineState;
  edit?: (nodeId: string) => void;
}

function Line({ row, outline, edit }: LineProps) {
  const t = strings.useText();
  const first = row.node?.text.trim().split('\n', 1)[0] ?? '';
  const indent = { paddingInlineStart: `${Math.min(row.level - 1, 10) * 1.1}rem` };
  const node = row.kind === 'step' ? row.node : null;
  return (
    <li className={classes.step} style={indent}>
      <Fold row={row} outline={outline} first={first} />
      <span className={classes.stepWords}>
        {row.answer && <b>{row.answer.label || '…'} → </b>}
        {row.kind === 'nowhere' && <span className={classes.nowhere}>{t('nowhere')}</span>}
        {row.kind === 'join' && t('joins', { step: first })}
        {node && <StepMark type={node.type} />}
        {node && first}
      </span>
      {node && edit && (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={t('editStep', { step: first })}
          onClick={() => edit(node.id)}
        >
          {t('edit')}
        </Button>
      )}
    </li>
  );
}

function Fold({ row, outline, first }: { row: Row; outline: OutlineState; first: string }) {
  const t = strings.useText();
  const folded = outline.isFolded(row.key);
  if (row.children.length === 0) return <span className={classes.fold} />;
  return (
    <UnstyledButton
      className={classes.fold}
      aria-expanded={!folded}
      aria-label={t(folded ? 'unfold' : 'fold', { step: first })}
      onClick={() => outline.setFolded(row.key, !folded)}
    >
      <span aria-hidden="true">{folded ? '▸' : '▾'}</span>
    </UnstyledButton>
  );
}
