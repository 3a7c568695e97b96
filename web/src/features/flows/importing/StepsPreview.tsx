import { Button, Group, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import { type ImportItem, importedFlowQuery } from '@/api/flowImports';
import type { Tree } from '@/api/flows';
import { troubleOf } from '@/api/problem';
import { modelOf, type Row } from '@/lib/tree/model';
import { type OutlineState, useOutline } from '@/lib/tree/useOutline';
import { Loaded } from '@/ui/Loaded';
import { StepMark } from '@/ui/steps/StepMark';
import classes from './importing.module.css';
import { strings } from './strings';

/** A button that shows the steps of a flow of a preview, as they would be made. */
export function StepsPreview({ importId, item }: { importId: string; item: ImportItem }) {
  const t = strings.useText();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-xs"
        className={classes.showSteps}
        aria-expanded={open}
        aria-controls={id}
        aria-label={`${open ? t('hideSteps') : t('showSteps')}: ${item.title ?? item.name}`}
        onClick={() => setOpen(!open)}
      >
        {open ? t('hideSteps') : t('showSteps')}
      </Button>
      <div id={id}>{open && <Asked importId={importId} position={item.position} />}</div>
    </div>
  );
}

function Asked({ importId, position }: { importId: string; position: number }) {
  const query = useQuery(importedFlowQuery(importId, position));
  return (
    <Loaded query={query} explain={troubleOf}>
      {(tree) => <Steps tree={tree} />}
    </Loaded>
  );
}

function Steps({ tree }: { tree: Tree }) {
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
      <ul className={classes.steps} aria-label={t('steps')}>
        {outline.rows.map((row) => (
          <Line key={row.key} row={row} outline={outline} />
        ))}
      </ul>
    </>
  );
}

function Line({ row, outline }: { row: Row; outline: OutlineState }) {
  const t = strings.useText();
  const folded = outline.isFolded(row.key);
  const first = row.node?.text.trim().split('\n', 1)[0] ?? '';
  const indent = { paddingInlineStart: `${Math.min(row.level - 1, 12) * 1.1}rem` };
  return (
    <li style={indent}>
      {row.children.length > 0 ? (
        <UnstyledButton
          className={classes.fold}
          aria-expanded={!folded}
          aria-label={t(folded ? 'unfold' : 'fold', { step: first })}
          onClick={() => outline.setFolded(row.key, !folded)}
        >
          <span aria-hidden="true">{folded ? '▸' : '▾'}</span>
        </UnstyledButton>
      ) : (
        <span className={classes.fold} />
      )}
      <LineWords row={row} first={first} />
    </li>
  );
}

function LineWords({ row, first }: { row: Row; first: string }) {
  const t = strings.useText();
  return (
    <span>
      {row.answer && <b>{row.answer.label || '…'} → </b>}
      {row.kind === 'nowhere' && <span className={classes.nowhere}>{t('nowhere')}</span>}
      {row.kind === 'join' && t('joins', { step: first })}
      {row.kind === 'step' && row.node && (
        <>
          <StepMark type={row.node.type} /> {first}
        </>
      )}
    </span>
  );
}
