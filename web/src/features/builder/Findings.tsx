import { Text, Title } from '@mantine/core';
import type { Finding, Tree } from '@/api/flows';
import stepClasses from '@/ui/steps/steps.module.css';
import classes from './builder.module.css';
import { strings } from './strings';

const SHOWN = 50;

/** What the check says of the flow, each finding with the step that it is about. */
export function Findings({ tree, findings }: { tree: Tree; findings: readonly Finding[] }) {
  const t = strings.useText();
  if (findings.length === 0) {
    return (
      <Text size="sm" role="status">
        {t('noFindings')}
      </Text>
    );
  }
  const stepOf = (finding: Finding): string | undefined =>
    tree.nodes[finding.node_id ?? '']?.text.split('\n', 1)[0];
  return (
    <section aria-label={t('findings')}>
      <Title order={3} mb="xs">
        {t('findings')}
      </Title>
      <ul className={classes.findings}>
        {findings.slice(0, SHOWN).map((finding) => (
          <li
            key={`${finding.code} ${finding.node_id} ${finding.option_id} ${finding.message}`}
            className={stepClasses.finding}
            data-severity={finding.severity}
          >
            <b>{t(finding.severity === 'error' ? 'toMend' : 'worthALook')}:</b> {finding.message}
            {stepOf(finding) && ` (“${stepOf(finding)}”)`}
          </li>
        ))}
      </ul>
    </section>
  );
}
