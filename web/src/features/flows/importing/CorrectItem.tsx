import { Autocomplete, Button, Group, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ImportItem } from '@/api/flowImports';
import { flowCategoriesQuery } from '@/api/flows';
import classes from './importing.module.css';
import { strings } from './strings';
import type { Correcting } from './useCorrecting';

interface CorrectItemProps {
  item: ImportItem;
  correcting: Correcting;
}

/** Corrects a flow of a preview, or leaves it out, before anything is made. */
export function CorrectItem({ item, correcting }: CorrectItemProps) {
  const t = strings.useText();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { position, name, outcome } = item;
  const out = correcting.leftOut.has(position);
  const title = correcting.corrections.get(position)?.title || item.title || name;
  const named = (label: string): string => `${label}: ${title}`;
  if (out) {
    return (
      <Button
        size="compact-xs"
        variant="default"
        aria-label={named(t('takeIn'))}
        onClick={() => correcting.takeIn(position)}
      >
        {t('takeIn')}
      </Button>
    );
  }
  return (
    <div>
      <Group gap={4}>
        {outcome !== 'refused' && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-expanded={open}
            aria-controls={id}
            aria-label={named(t('correct'))}
            onClick={() => setOpen(!open)}
          >
            {t('correct')}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={named(t('leaveOut'))}
          onClick={() => correcting.leaveOut(position, outcome)}
        >
          {t('leaveOut')}
        </Button>
      </Group>
      <div id={id}>{open && <Fields item={item} correcting={correcting} />}</div>
    </div>
  );
}

function Fields({ item, correcting }: CorrectItemProps) {
  const t = strings.useText();
  const categories = useQuery(flowCategoriesQuery);
  const { position } = item;
  const correction = correcting.corrections.get(position);
  return (
    <Stack gap="xs" className={classes.correction}>
      <TextInput
        label={t('title')}
        maxLength={255}
        placeholder={item.title ?? ''}
        value={correction?.title ?? item.title ?? ''}
        onChange={(event) => correcting.correct(position, { title: event.currentTarget.value })}
      />
      <Autocomplete
        label={t('category')}
        placeholder={t('asInFile')}
        maxLength={100}
        data={(categories.data ?? []).map((one) => one.category)}
        value={correction?.category ?? ''}
        onChange={(category) => correcting.correct(position, { category })}
      />
    </Stack>
  );
}
