import { Select } from '@mantine/core';

interface PickOrMakeProps {
  label: string;
  /** For filters: the label is only read out. */
  labelHidden?: boolean;
  placeholder?: string;
  value: string | null;
  onChange: (id: string | null) => void;
  choices: readonly { id: string; name: string }[];
  onWords: (words: string) => void;
  /** The last choice when no other has the words as its name: makes what is missing. */
  make: { label: string; run: () => void; busy: boolean } | null;
  nothing: string;
}

const MAKE = 'make-it';

/** Chooses one of many by name, or makes the one that is not there yet. */
export function PickOrMake(props: PickOrMakeProps) {
  const { label, labelHidden, placeholder, value, onChange, choices, onWords, make, nothing } = props;
  const known = choices.map((choice) => ({ value: choice.id, label: choice.name }));
  const choose = (id: string | null): void => {
    if (id === MAKE) make?.run();
    else onChange(id);
  };
  return (
    <Select
      label={labelHidden ? undefined : label}
      aria-label={labelHidden ? label : undefined}
      placeholder={placeholder}
      data={make ? [...known, { value: MAKE, label: make.label }] : known}
      value={value}
      onChange={choose}
      searchable
      clearable
      disabled={make?.busy}
      onSearchChange={onWords}
      filter={({ options }) => options}
      nothingFoundMessage={nothing}
    />
  );
}
