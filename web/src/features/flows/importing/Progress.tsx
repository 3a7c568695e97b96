import { Progress as Bar, Stack, Text } from '@mantine/core';
import type { ImportState } from '@/api/flowImports';
import { strings } from './strings';

/** How far an import is, as a bar and in words. */
export function Progress({ state }: { state: ImportState }) {
  const t = strings.useText();
  const label = state.preview ? t('checking') : t('importing');
  const percent = state.total === 0 ? 100 : Math.round((100 * state.done) / state.total);
  return (
    <Stack gap={6}>
      <Text size="sm" role="status">
        {label}: {t('progress', { done: state.done, total: state.total })}
      </Text>
      <Bar.Root size="lg">
        <Bar.Section value={percent} aria-label={label} />
      </Bar.Root>
      {!state.preview && (
        <Text size="xs" c="dimmed">
          {t('goOn')}
        </Text>
      )}
    </Stack>
  );
}
