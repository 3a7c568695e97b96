import { Text, UnstyledButton } from '@mantine/core';
import { Panel } from '@/ui/Panel';
import stepClasses from '@/ui/steps/steps.module.css';
import { useDoc, useEditor } from './context';
import type { Found } from './document/checks';
import classes from './editor.module.css';
import type { Findings } from './findings';
import { keyOf } from './store';
import { strings } from './strings';
import { findingInWords, subjectOf } from './words';

const SHOWN = 50;

/** What is to mend and what is worth a look; each goes to its step. */
export function FindingList({ findings }: { findings: Findings }) {
  const t = strings.useText();
  const { all, judged } = findings;
  return (
    <Panel title={t('findings')}>
      <p className="rf-hidden" role="status">
        {judged && t('findingsCount', { errors: findings.errors, warnings: findings.warnings })}
      </p>
      {all.length === 0 ? (
        <Text size="sm">{t(judged ? 'noFindings' : 'checking')}</Text>
      ) : (
        <FindingLines found={all} />
      )}
    </Panel>
  );
}

/** Findings as lines; `then` is called after one was chosen. */
export function FindingLines({ found, then }: { found: readonly Found[]; then?: () => void }) {
  const t = strings.useText();
  const editor = useEditor();
  const doc = useDoc();
  return (
    <ul className={classes.findings}>
      {found.slice(0, SHOWN).map((one) => (
        <li
          key={`${one.code} ${one.node_id} ${one.option_id} ${one.message}`}
          className={classes.finding}
          data-severity={one.severity}
        >
          <UnstyledButton
            className={stepClasses.jump}
            disabled={doc.nodes[one.node_id ?? ''] === undefined}
            onClick={() => {
              then?.();
              goTo(editor, one);
            }}
          >
            {subjectOf(doc, one)}
          </UnstyledButton>
          <Text size="sm">
            <strong>{t(`severity_${one.severity}`)}:</strong> {findingInWords(one)}
          </Text>
        </li>
      ))}
      {found.length > SHOWN && <li>{t('moreFindings', { count: found.length - SHOWN })}</li>}
    </ul>
  );
}

/** Goes to the step, or the answer, that a finding is about. */
export function goTo(editor: ReturnType<typeof useEditor>, { node_id, option_id }: Found): void {
  if (!node_id) return;
  const { model } = editor.store.getState();
  editor.showSheet(true);
  editor.go(keyOf(model, option_id ? { node: node_id, option: option_id } : { node: node_id }));
}
