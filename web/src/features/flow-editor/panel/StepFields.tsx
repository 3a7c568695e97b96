import { Checkbox, NumberInput, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core';
import { LIMITS, NODE_TYPES, type TreeNode } from '@/lib/tree/types';
import { strings as stepStrings } from '@/ui/steps/strings';
import { useEditor } from '../context';
import { changeNode, type NodeFields, setType } from '../document/commands';
import { strings } from '../strings';

type TextField = 'help' | 'script' | 'notes' | 'to' | 'reason' | 'hand_over';

/** Which texts a step has besides its own, by what it is. */
const OWN: Record<TreeNode['type'], readonly TextField[]> = {
  question: ['help'],
  action: ['help', 'script'],
  resolution: ['help', 'notes'],
  escalation: ['help', 'to', 'reason', 'hand_over'],
};
const ALL: readonly TextField[] = ['help', 'script', 'notes', 'to', 'reason', 'hand_over'];
const SHORT: ReadonlySet<TextField> = new Set(['script', 'to']);

/** Everything that a step says. What is typed is one undo as long as there is no pause. */
export function StepFields({ node }: { node: TreeNode }) {
  const t = strings.useText();
  const stepText = stepStrings.useText();
  const editor = useEditor();
  const { id } = node;
  const change = (field: string, fields: NodeFields): void =>
    void editor.edit((doc) => changeNode(doc, id, fields), { group: `${field}:${id}` });
  // A text that the type doesn't show stays to be seen and moved until it is emptied.
  const fields = ALL.filter((field) => OWN[node.type].includes(field) || Boolean(node[field]));
  return (
    <Stack gap="sm">
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('type')}
        value={node.type}
        onChange={(type) =>
          void editor.edit((doc) => setType(doc, id, NODE_TYPES.find((one) => one === type) ?? node.type))
        }
        data={NODE_TYPES.map((value) => ({ value, label: stepText(`type_${value}`) }))}
      />
      <Textarea
        label={t(`text_${node.type}`)}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={LIMITS.text}
        value={node.text}
        onChange={(event) => change('text', { text: event.currentTarget.value })}
      />
      {fields.map((field) => (
        <OwnField
          key={field}
          field={field}
          value={node[field] ?? ''}
          stray={!OWN[node.type].includes(field)}
          onChange={(value) => change(field, { [field]: value === '' ? null : value })}
        />
      ))}
      <NumberInput
        label={t('minutes')}
        description={t('minutesHelp')}
        min={0}
        max={10_080}
        w="9rem"
        value={node.minutes ?? ''}
        onChange={(value) => change('minutes', { minutes: typeof value === 'number' ? value : null })}
      />
      {(node.needs_review || node.made_by !== 'person') && (
        <Checkbox
          label={t('needsReview')}
          checked={node.needs_review}
          onChange={(event) => change('review', { needs_review: event.currentTarget.checked })}
        />
      )}
    </Stack>
  );
}

interface OwnFieldProps {
  field: TextField;
  value: string;
  /** The text is here, but the type of the step doesn't show it. */
  stray: boolean;
  onChange: (value: string) => void;
}

function OwnField({ field, value, stray, onChange }: OwnFieldProps) {
  const t = strings.useText();
  const shared = {
    label: t(`field_${field}`),
    description: stray ? t('stray') : t(`help_${field}`),
    value,
  };
  if (SHORT.has(field)) {
    return (
      <TextInput
        {...shared}
        maxLength={LIMITS.label}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <Textarea
      {...shared}
      autosize
      minRows={1}
      maxRows={10}
      maxLength={LIMITS.text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
