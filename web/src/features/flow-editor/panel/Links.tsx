import { Button, Group, Text, Title, UnstyledButton } from '@mantine/core';
import { stepKey } from '@/lib/tree/model';
import type { TreeNode } from '@/lib/tree/types';
import stepClasses from '@/ui/steps/steps.module.css';
import { useDoc, useEditor, useEditorState } from '../context';
import { leadingTo } from '../document/doc';
import { addHere, beginHere } from '../ops';
import { keyOf } from '../store';
import { strings } from '../strings';

/** The answers of a step and where each leads, and the answers that lead to it. */
export function Links({ node }: { node: TreeNode }) {
  const t = strings.useText();
  const editor = useEditor();
  const doc = useDoc();
  const model = useEditorState((state) => state.model);
  const origins = leadingTo(doc, node.id);
  const isRoot = doc.root_id === node.id;
  return (
    <>
      <section>
        <Title order={2} className={stepClasses.label}>
          {t(node.type === 'action' ? 'howItWent' : 'answers')}
        </Title>
        <ul className={stepClasses.links}>
          {node.options.map((option) => (
            <li key={option.id}>
              <UnstyledButton
                className={stepClasses.jump}
                onClick={() => editor.go(keyOf(model, { node: node.id, option: option.id }))}
              >
                {option.label || t('noWords')}
              </UnstyledButton>{' '}
              <Text span size="sm" c="dimmed">
                → {doc.nodes[option.next_id ?? '']?.text || t('nowhere')}
              </Text>
            </li>
          ))}
        </ul>
        <Group gap="xs" mt={4}>
          <Button size="compact-xs" variant="default" onClick={() => addHere(editor)}>
            {t('addAnswer')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => editor.open('paste')}>
            {t('paste')}
          </Button>
        </Group>
      </section>
      <section>
        <Title order={2} className={stepClasses.label}>
          {t('comesFrom')}
        </Title>
        {isRoot && <Text size="sm">{t('isFirst')}</Text>}
        <ul className={stepClasses.links}>
          {origins.map((at) => (
            <li key={`${at.node} ${at.option}`}>
              <UnstyledButton className={stepClasses.jump} onClick={() => editor.go(stepKey(at.node))}>
                {doc.nodes[at.node]?.text || t('noText')}
              </UnstyledButton>{' '}
              <Text span size="sm" c="dimmed">
                {doc.nodes[at.node]?.options.find((option) => option.id === at.option)?.label}
              </Text>
            </li>
          ))}
        </ul>
        {!isRoot && (
          <Button size="compact-xs" variant="default" onClick={() => beginHere(editor)}>
            {t('beginHere')}
          </Button>
        )}
      </section>
      <Text size="xs" c="dimmed">
        {t('stepId')}: <span className={stepClasses.mono}>{node.id}</span>
      </Text>
    </>
  );
}
