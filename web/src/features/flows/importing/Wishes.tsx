import { Button, Checkbox, Group, Radio, Stack } from '@mantine/core';
import { troubleOf } from '@/api/problem';
import { ErrorState } from '@/ui/ErrorState';
import { Keys } from '@/ui/Keys';
import { strings } from './strings';
import type { Importing } from './useImporting';

interface WishesProps {
  importing: Importing;
  disabled: boolean;
  look: () => void;
}

/** Drafts or published at once, and the button that looks before anything is made. */
export function Wishes({ importing, disabled, look }: WishesProps) {
  const t = strings.useText();
  const { wishes, setWishes } = importing;
  return (
    <Stack>
      <Radio.Group
        label={t('publishLabel')}
        value={wishes.publish ? 'published' : 'drafts'}
        onChange={(value) => setWishes({ ...wishes, publish: value === 'published' })}
      >
        <Stack gap="xs" mt={6}>
          <Radio value="drafts" label={t('asDrafts')} />
          <Radio value="published" label={t('asPublished')} />
        </Stack>
      </Radio.Group>
      <Checkbox
        label={t('replaceDrafts')}
        description={t('replaceDraftsHelp')}
        checked={wishes.replace_drafts}
        onChange={(event) => setWishes({ ...wishes, replace_drafts: event.currentTarget.checked })}
      />
      {importing.lookError && <ErrorState trouble={troubleOf(importing.lookError)} />}
      <Group>
        <Button
          disabled={disabled}
          loading={importing.looking}
          onClick={look}
          rightSection={<Keys keys="mod+Enter" />}
        >
          {t('look')}
        </Button>
      </Group>
    </Stack>
  );
}
