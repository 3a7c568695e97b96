import { Button, Text } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { Model } from '@/lib/tree/model';
import type { OutlineState } from '@/lib/tree/useOutline';
import { SearchField } from '@/ui/SearchField';
import classes from '@/ui/steps/view.module.css';
import { strings } from './strings';

interface StepsToolbarProps {
  outline: OutlineState;
  view: 'outline' | 'picture';
  model: Model;
  find: string;
  onFind: (words: string) => void;
  jump: (key: string) => void;
}

/** Search among the steps (Enter goes from one found to the next), and folding. */
export function StepsToolbar({ outline, view, model, find, onFind, jump }: StepsToolbarProps) {
  const t = strings.useText();
  const [at, setAt] = useState(-1);
  const { hits, searching } = outline;
  const go = (by: 1 | -1): void => {
    const next = (at + by + hits.length) % Math.max(hits.length, 1);
    const key = hits[next];
    if (key === undefined) return;
    setAt(next);
    jump(key);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || hits.length === 0) return;
    event.preventDefault();
    go(event.shiftKey ? -1 : 1);
  };
  const search = (words: string): void => {
    setAt(-1);
    onFind(words);
  };
  return (
    <div className={classes.toolbar}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens for Enter in the search field inside */}
      <div className={classes.find} onKeyDown={onKeyDown}>
        <SearchField label={t('find')} value={find} onSearch={search} />
      </div>
      <Text size="xs" c="dimmed" role="status">
        {searching ? foundInWords(hits.length) : t('steps', { count: model.steps })}
      </Text>
      {view === 'outline' && !searching && (
        <>
          <Button size="xs" variant="subtle" color="gray" onClick={outline.unfoldAll}>
            {t('unfoldAll')}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={outline.foldAll}>
            {t('foldAll')}
          </Button>
        </>
      )}
    </div>
  );
}

function foundInWords(count: number): string {
  return count === 0 ? strings.text('foundNone') : strings.text('found', { count });
}
