import { Button, Stack, Text } from '@mantine/core';
import surface from '@/ui/steps/view.module.css';
import { useEditor, useEditorState } from '../context';
import type { Found } from '../document/checks';
import classes from '../editor.module.css';
import { enterOutline, PANEL_ID } from '../places';
import { answerOf, stepOf } from '../store';
import { strings } from '../strings';
import { findingInWords } from '../words';
import { AnswerFields } from './AnswerFields';
import { Links } from './Links';
import { StepFields } from './StepFields';

/** All of the chosen line: the answer that leads to it, and the step. Escape goes back to the outline. */
export function StepPanel({ about }: { about: ReadonlyMap<string, readonly Found[]> }) {
  const t = strings.useText();
  const editor = useEditor();
  const { model, chosen, sheet, editing } = useEditorState((state) => state);
  const row = chosen === null ? undefined : model.rows.get(chosen);
  const at = answerOf(model, row);
  const step = stepOf(row);
  const node = step === null ? null : (row?.node ?? null);
  return (
    <aside
      id={PANEL_ID}
      tabIndex={-1}
      className={`${surface.surface} ${classes.panel}`}
      aria-label={t('panel')}
      // Where it lies over the outline it gives way to what is written there.
      data-open={(sheet && editing === null) || undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        enterOutline(editor);
      }}
    >
      <div className={classes.sheetHead}>
        <Button size="compact-sm" variant="default" onClick={() => enterOutline(editor)}>
          {t('toOutline')}
        </Button>
      </div>
      {row === undefined ? (
        <Text size="sm" c="dimmed">
          {t('chooseStep')}
        </Text>
      ) : (
        <Stack gap="sm" key={chosen}>
          <OfStep about={about} step={step} at={at} />
          {at !== null && row.answer !== null && <AnswerFields at={at} option={row.answer} />}
          {node !== null && <StepFields node={node} />}
          {node !== null && <Links node={node} />}
        </Stack>
      )}
    </aside>
  );
}

interface OfStepProps {
  about: ReadonlyMap<string, readonly Found[]>;
  step: string | null;
  at: ReturnType<typeof answerOf>;
}

/** What the check says about the chosen step and about the answer that leads to it. */
function OfStep({ about, step, at }: OfStepProps) {
  const t = strings.useText();
  const found = [
    ...(step === null ? [] : (about.get(step) ?? [])),
    ...(at === null ? [] : (about.get(at.node) ?? []).filter((one) => one.option_id === at.option)),
  ];
  if (found.length === 0) return null;
  return (
    <ul className={classes.findings} aria-label={t('findings')}>
      {found.map((one) => (
        <li
          key={`${one.code} ${one.node_id} ${one.option_id} ${one.message}`}
          className={classes.finding}
          data-severity={one.severity}
        >
          <strong>{t(`severity_${one.severity}`)}:</strong> {findingInWords(one)}
        </li>
      ))}
    </ul>
  );
}
