import { Modal, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import type { WalkBrief } from '@/api/walks';
import { useNow } from '@/lib/now';
import { WalkRow } from '../WalkRow';
import { workspace } from '../workspace';
import { inWaitingOrder } from './order';
import classes from './WorkBar.module.css';

interface WalkListProps {
  walks: readonly WalkBrief[];
  onClose: () => void;
}

/** All open walks, also those whose tab is hidden: type to find, arrows to choose, Enter to open. */
export function WalkList({ walks, onClose }: WalkListProps) {
  const t = workspace.useText();
  const id = useId();
  const now = useNow();
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const ready = walks.filter((walk) => walk.waiting_on === null);
  const found = [...ready, ...inWaitingOrder(walks)].filter((walk) => goesBy(walk, words));
  const at = Math.min(chosen, found.length - 1);
  const open = (walk: WalkBrief | undefined): void => {
    if (!walk) return;
    onClose();
    void navigate({ to: '/walks/$walkId', params: { walkId: walk.id } });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => setChosen(Math.min(at + 1, found.length - 1)),
      ArrowUp: () => setChosen(Math.max(at - 1, 0)),
      Enter: () => open(found[at]),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  };
  return (
    <Modal opened onClose={onClose} title={t('listTitle')} size="lg" yOffset="10vh" centered={false}>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={found[at] && `${id}-${found[at].id}`}
        aria-label={t('listFind')}
        placeholder={t('listFind')}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label={t('listTitle')} className={classes.rows}>
        {found.map((walk, index) => (
          <WalkRow
            key={walk.id}
            walk={walk}
            now={now}
            option={{ id: `${id}-${walk.id}`, chosen: index === at, onChoose: () => open(walk) }}
          />
        ))}
      </div>
      {found.length === 0 && (
        <Text size="sm" c="dimmed" role="status">
          {t(walks.length === 0 ? 'listEmpty' : 'listNone')}
        </Text>
      )}
    </Modal>
  );
}

function goesBy({ ticket, title, client_name, waiting_on }: WalkBrief, words: string): boolean {
  const all = [ticket.number && `#${ticket.number}`, ticket.id, ticket.title, title, client_name, waiting_on];
  const text = all.filter(Boolean).join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
