import { Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { DialogFoot } from '@/ui/DialogFoot';
import { useEditor } from '../context';
import { pasteHere } from '../ops';
import { enterOutline } from '../places';
import { strings } from '../strings';

/** Several answers at once, one a line. */
export function PasteDialog({ onClose }: { onClose: () => void }) {
  const t = strings.useText();
  const editor = useEditor();
  const [text, setText] = useState('');
  return (
    <Modal opened returnFocus={false} onClose={onClose} title={t('paste')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          pasteHere(editor, text);
          enterOutline(editor);
        }}
      >
        <Stack>
          <Textarea
            data-autofocus
            label={t('pasteLabel')}
            description={t('pasteHelp')}
            autosize
            minRows={4}
            maxRows={12}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <DialogFoot submit={t('pasteDo')} busy={false} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
