import { Button, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { LIMITS } from '@/lib/tree/types';
import { Panel } from '@/ui/Panel';
import { fresh, useEditor } from './context';
import { addFirst } from './document/commands';
import { strings } from './strings';

/** An empty flow asks for its first step and nothing else. */
export function FirstStep() {
  const t = strings.useText();
  const editor = useEditor();
  const [text, setText] = useState('');
  const add = (): void => {
    if (text.trim() !== '') editor.edit((doc) => addFirst(doc, text.trim(), fresh));
  };
  return (
    <Panel>
      <Stack maw={640} align="flex-start">
        <Textarea
          w="100%"
          autoFocus
          label={t('firstLabel')}
          description={t('firstHelp')}
          autosize
          minRows={2}
          maxLength={LIMITS.text}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            add();
          }}
        />
        <Button onClick={add} disabled={text.trim() === ''}>
          {t('firstAdd')}
        </Button>
      </Stack>
    </Panel>
  );
}
