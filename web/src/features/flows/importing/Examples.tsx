import { Button, Group, Text } from '@mantine/core';
import { CopyButton } from '@/ui/CopyButton';
import { saveFile } from '../reader/saveFile';
import { EXAMPLES, type Example } from './examples';
import classes from './importing.module.css';
import { strings } from './strings';

/** The ways a flow can be written, each with a small example to begin from. */
export function Examples() {
  const t = strings.useText();
  return (
    <section aria-label={t('examples')} className={classes.examples}>
      <Text size="sm" c="dimmed">
        {t('examplesIntro')}
      </Text>
      {EXAMPLES.map((example) => (
        <Shown key={example.format} example={example} />
      ))}
    </section>
  );
}

function Shown({ example }: { example: Example }) {
  const t = strings.useText();
  const name = t(`format_${example.format}`);
  return (
    <details className={classes.example}>
      <summary>
        {name} <span className={classes.exampleHelp}>{t(`help_${example.format}`)}</span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: wide lines are scrolled by keyboard */}
      <section tabIndex={0} aria-label={t('exampleOf', { kind: name })} className={classes.scrolled}>
        <pre>{example.text}</pre>
      </section>
      <Group gap="xs">
        <CopyButton size="xs" text={example.text} />
        <Button size="xs" variant="default" onClick={() => saveFile(example.fileName, example.text)}>
          {t('download', { name: example.fileName })}
        </Button>
      </Group>
    </details>
  );
}
