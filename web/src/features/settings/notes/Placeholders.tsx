import { Button, Text } from '@mantine/core';
import type { Schemas } from '@/api/client';
import { Panel } from '@/ui/Panel';
import classes from './notes.module.css';
import { strings } from './strings';

interface PlaceholdersProps {
  known: readonly Schemas['Placeholder'][];
  insert: (name: string) => void;
}

/** The names that a template may use, each with what it stands for. */
export function Placeholders({ known, insert }: PlaceholdersProps) {
  const t = strings.useText();
  return (
    <Panel title={t('insert')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('insertHelp')}
      </Text>
      <dl className={classes.placeholders}>
        {known.map(({ name, meaning }) => (
          <div key={name}>
            <dt>
              <Button
                size="compact-xs"
                variant="default"
                className={classes.name}
                onClick={() => insert(name)}
              >
                {`{{${name}}}`}
              </Button>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
