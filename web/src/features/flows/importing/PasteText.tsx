import { Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ImportFormat } from '@/api/flowImports';
import { clearDraft, readDraft, writeDraft } from '@/lib/drafts';
import { useActions } from '@/lib/keys/useActions';
import { Panel } from '@/ui/Panel';
import { FormatSelect } from './FormatSelect';
import classes from './importing.module.css';
import { strings } from './strings';
import type { Importing } from './useImporting';
import { Wishes } from './Wishes';

/** Name of the draft on this device. */
export const PASTED = 'flows.import.text';
const NAME = 'Pasted text';

/** A flow file as pasted text, kept on this device until it is imported. */
export function PasteText({ importing }: { importing: Importing }) {
  const t = strings.useText();
  const [text, setText] = useState(() => readDraft<string>(PASTED)?.value ?? '');
  const [format, setFormat] = useState<ImportFormat | null>(null);
  const ready = text.trim() !== '';
  const look = (): void => importing.lookAt([{ name: NAME, content: text, format }]);
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
  const type = (next: string): void => {
    setText(next);
    if (next === '') clearDraft(PASTED);
    else writeDraft(PASTED, next);
  };
  return (
    <Panel>
      <Stack>
        <Textarea
          label={t('paste')}
          description={t('pasteHelp')}
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          autosize
          minRows={12}
          maxRows={24}
          spellCheck={false}
          classNames={{ input: classes.code }}
        />
        <FormatSelect labelled label={t('format')} value={format} onChange={setFormat} />
        <Wishes importing={importing} disabled={!ready} look={look} />
      </Stack>
    </Panel>
  );
}
