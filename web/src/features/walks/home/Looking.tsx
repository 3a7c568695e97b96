import { Text } from '@mantine/core';
import { useLater } from '@/lib/later';
import { building } from '../ai-build/strings';

const SLOW_MS = 700;

/** What an intake is busy with when it takes longer than a moment. */
export function Looking() {
  const t = building.useText();
  const slow = useLater(true, SLOW_MS);
  return (
    <Text size="sm" role="status">
      {slow && t('looking')}
    </Text>
  );
}
