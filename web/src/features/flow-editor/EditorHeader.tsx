import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { FlowDetail } from '@/api/flows';
import { Keys } from '@/ui/Keys';
import { PageHeader } from '@/ui/PageHeader';
import { SaveState } from '@/ui/SaveState';
import { nextFinding } from './actions';
import { useDoc, useEditor } from './context';
import classes from './editor.module.css';
import type { Findings } from './findings';
import type { Saving } from './saving';
import { strings } from './strings';

interface EditorHeaderProps {
  flow: FlowDetail;
  saving: Saving;
  findings: Findings;
}

/** What is edited, whether it is saved, how much is to mend, and the ways out of here. */
export function EditorHeader({ flow, saving, findings }: EditorHeaderProps) {
  const t = strings.useText();
  const editor = useEditor();
  const doc = useDoc();
  const steps = Object.keys(doc.nodes).length;
  // An empty flow asks for its first step, which has the focus.
  const [takeFocus] = useState(steps > 0);
  return (
    <PageHeader
      title={flow.title}
      takeFocus={takeFocus}
      description={
        <Group gap="md" className={classes.facts}>
          <Text size="xs" c="dimmed">
            {t('steps', { count: steps })}
          </Text>
          {saving.conflict === null ? (
            <SaveState
              state={saving.state}
              detail={saving.error instanceof Error ? saving.error.message : undefined}
              onKeepMine={() => void saving.keepMine()}
              onTakeTheirs={() => void saving.takeTheirs()}
            />
          ) : (
            <Text size="xs" c="var(--mantine-color-error)">
              {t('changedElsewhere')}
            </Text>
          )}
          <Button
            size="compact-xs"
            variant="subtle"
            color={findings.errors > 0 ? 'red' : 'gray'}
            disabled={findings.all.length === 0}
            rightSection={<Keys keys="n" />}
            onClick={() => nextFinding(editor, findings)}
          >
            {countInWords(findings)}
          </Button>
        </Group>
      }
      actions={
        <>
          <Button variant="default" rightSection={<Keys keys="d" />} onClick={() => editor.open('details')}>
            {t('details')}
          </Button>
          <Button
            variant="default"
            disabled={steps === 0}
            rightSection={<Keys keys="t" />}
            onClick={() => editor.open('walk')}
          >
            {t('walkHere')}
          </Button>
          <Button rightSection={<Keys keys="p" />} onClick={() => editor.open('publish')}>
            {t('publish')}
          </Button>
        </>
      }
    />
  );
}

function countInWords({ errors, warnings, judged }: Findings): string {
  if (errors > 0) return strings.text('toMend', { count: errors });
  if (warnings > 0) return strings.text('toLookAt', { count: warnings });
  return strings.text(judged ? 'nothingToMend' : 'checking');
}
