import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useActions } from '@/lib/keys/useActions';
import { IconSearch } from './icons';
import { strings } from './strings';

interface SearchFieldProps {
  label: string;
  /** What stands in the address now. */
  value: string;
  /** Called 200 ms after the last key, to put the words into the address. */
  onSearch: (words: string) => void;
}

/** The search of a list; `/` jumps into it, Escape leaves it. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const t = strings.useText();
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(value);
  const search = useDebouncedCallback(onSearch, 200);
  useActions([
    {
      id: 'page.search',
      label: t('pageSearch'),
      group: t('lists'),
      keys: '/',
      run: () => field.current?.focus(),
    },
  ]);
  // Changed elsewhere: by a button that takes filters away, or by the browser's own way back.
  useEffect(() => {
    if (document.activeElement !== field.current) setWords(value);
  }, [value]);
  const change = (next: string): void => {
    setWords(next);
    search(next);
  };
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label={label}
      placeholder={label}
      value={words}
      leftSection={<IconSearch />}
      rightSection={words && <CloseButton size="sm" aria-label={t('clear')} onClick={() => change('')} />}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // A browser would empty the field, too.
        event.preventDefault();
        field.current?.blur();
      }}
    />
  );
}
