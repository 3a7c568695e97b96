import { NativeSelect } from '@mantine/core';
import { FORMATS, type ImportFormat } from '@/api/flowImports';
import { strings } from './strings';

interface FormatSelectProps {
  label: string;
  value: ImportFormat | null;
  onChange: (next: ImportFormat | null) => void;
  /** Shows the label instead of only naming the field by it. */
  labelled?: boolean;
}

/** What kind of document a text is; by itself it is what it looks like. */
export function FormatSelect({ label, value, onChange, labelled = false }: FormatSelectProps) {
  const t = strings.useText();
  return (
    <NativeSelect
      size={labelled ? 'sm' : 'xs'}
      maw="20rem"
      label={labelled ? label : undefined}
      aria-label={labelled ? undefined : label}
      value={value ?? ''}
      onChange={(event) => {
        const given = event.currentTarget.value;
        onChange(FORMATS.find((format) => format === given) ?? null);
      }}
      data={[
        { value: '', label: t('formatDetected') },
        ...FORMATS.map((format) => ({ value: format, label: t(`format_${format}`) })),
      ]}
    />
  );
}
