import { ActionIcon, Button, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { type DragEvent, useId, useState } from 'react';
import { useActions } from '@/lib/keys/useActions';
import { ErrorState } from '@/ui/ErrorState';
import { IconClose } from '@/ui/icons';
import { Panel } from '@/ui/Panel';
import { FormatSelect } from './FormatSelect';
import { bytesOf, joined, MAX_BYTES, type ReadFiles, readFiles } from './files';
import classes from './importing.module.css';
import { strings } from './strings';
import type { Importing } from './useImporting';
import { Wishes } from './Wishes';

const NAMED = 8;

/** Files, chosen or dropped. */
export function ChooseFiles({ importing }: { importing: Importing }) {
  const t = strings.useText();
  const { chosen, setChosen, lookAt } = importing;
  const [left, setLeft] = useState<ReadFiles['left']>([]);
  const add = async (files: readonly File[]): Promise<void> => {
    const { read, left: others } = await readFiles(files);
    setChosen((present) => joined(present, read));
    setLeft(others);
  };
  const tooMuch = bytesOf(chosen) > MAX_BYTES;
  const ready = chosen.length > 0 && !tooMuch;
  const look = (): void => lookAt(chosen);
  useActions([
    {
      id: 'import.look',
      label: t('look'),
      group: t('import'),
      keys: 'mod+Enter',
      disabled: !ready,
      run: look,
    },
  ]);
  return (
    <Panel>
      <Stack>
        <DropField add={add} />
        <LeftOut left={left} />
        {tooMuch && (
          <ErrorState trouble={{ title: t('chosen', { count: chosen.length }), detail: t('tooMuch') }} />
        )}
        {chosen.length > 0 && <Chosen importing={importing} />}
        <Wishes importing={importing} disabled={!ready} look={look} />
      </Stack>
    </Panel>
  );
}

function DropField({ add }: { add: (files: readonly File[]) => Promise<void> }) {
  const t = strings.useText();
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void add([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the field inside is the first
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <VisuallyHidden>
        <input
          id={id}
          type="file"
          multiple
          accept=".yaml,.yml,.json,.md,.markdown,.mmd,.mermaid,.csv,.tsv,.txt"
          className={classes.file}
          aria-describedby={`${id}-help`}
          onChange={(event) => {
            void add([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
      </VisuallyHidden>
      <Group gap="sm" justify="center">
        <Button component="label" htmlFor={id} variant="light" className={classes.choose}>
          {t('choose')}
        </Button>
        <Text size="sm" c="dimmed" className={classes.orDrop}>
          {t('drop')}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" id={`${id}-help`}>
        {t('dropHelp')}
      </Text>
    </div>
  );
}

function LeftOut({ left }: Pick<ReadFiles, 'left'>) {
  const t = strings.useText();
  const count = left.length;
  if (count === 0) return null;
  const points = left.map(({ name, why }) => t(why, { name }));
  return (
    <ErrorState trouble={{ title: t('unreadableTitle', { count }), detail: t('unreadableHelp'), points }} />
  );
}

function Chosen({ importing }: { importing: Importing }) {
  const t = strings.useText();
  const { chosen, setChosen } = importing;
  const more = chosen.length - NAMED;
  return (
    <div>
      <Group gap="sm">
        <Text size="sm" role="status">
          {t('chosen', { count: chosen.length })}
        </Text>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setChosen([])}>
          {t('removeAll')}
        </Button>
      </Group>
      <ul className={classes.chosen}>
        {chosen.slice(0, NAMED).map((file) => (
          <li key={file.name}>
            <span className={classes.fileName}>{file.name}</span>
            <FormatSelect
              label={t('formatOf', { name: file.name })}
              value={file.format ?? null}
              onChange={(format) =>
                setChosen(chosen.map((one) => (one === file ? { ...file, format } : one)))
              }
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('remove', { name: file.name })}
              onClick={() => setChosen(chosen.filter((one) => one !== file))}
            >
              <IconClose />
            </ActionIcon>
          </li>
        ))}
        {more > 0 && <li>{t('moreFiles', { count: more })}</li>}
      </ul>
    </div>
  );
}
