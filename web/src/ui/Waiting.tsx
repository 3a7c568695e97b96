import { Skeleton, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { strings } from './strings';

const APPEARS_AFTER_MS = 150;

/** Grey lines in place of content that takes longer than 150 ms. */
export function Waiting({ lines = 5 }: { lines?: number }) {
  const t = strings.useText();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), APPEARS_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <Stack gap="sm" role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <Skeleton key={line} height={16} width={line % 3 === 2 ? '62%' : '100%'} />
      ))}
    </Stack>
  );
}
