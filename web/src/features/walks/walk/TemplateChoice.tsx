import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { templatesQuery } from '@/api/texts';
import type { Audience } from '@/api/walks';
import { strings } from './timeStrings';

interface TemplateChoiceProps {
  audience: Audience;
  /** Null: the account's default one, else the built-in. */
  chosen: string | null;
  choose: (id: string | null) => void;
}

/** Which of the account's templates a note is written after; nothing to choose, nothing shown. */
export function TemplateChoice({ audience, chosen, choose }: TemplateChoiceProps) {
  const t = strings.useText();
  const { data } = useQuery(templatesQuery);
  const own = data?.items.filter((row) => row.audience === audience) ?? [];
  if (own.length === 0) return null;
  const first = own.some((row) => row.is_default) ? t('ownDefault') : t('builtIn');
  return (
    <Select
      aria-label={t('template')}
      value={chosen ?? ''}
      allowDeselect={false}
      onChange={(value) => choose(value || null)}
      data={[{ value: '', label: first }, ...own.map((row) => ({ value: row.id, label: row.name }))]}
    />
  );
}
