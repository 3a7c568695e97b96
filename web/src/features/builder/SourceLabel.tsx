import { Badge } from '@mantine/core';
import { strings } from './strings';

interface SourceLabelProps {
  source: 'model' | 'playbook' | 'person';
  /** The model by name, where it is known. */
  model?: string | null;
}

/** Who made something: a model by its name, the built-in playbook, or a person. */
export function SourceLabel({ source, model }: SourceLabelProps) {
  const t = strings.useText();
  const words = source === 'model' ? (model ?? t('source_model')) : t(`source_${source}`);
  return (
    <Badge variant="light" color={source === 'model' ? 'spruce' : 'gray'} tt="none" fw={550}>
      {words}
    </Badge>
  );
}
