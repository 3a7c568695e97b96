import { Button, Select } from '@mantine/core';

interface PickOrMakeProps {
  label: string;
  value: string | null;
  onChange: (id: string | null) => void;
  choices: readonly { id: string; name: string }[];
  onWords: (words: string) => void;
  /** Shown when no choice has the words as its name; null while that is not known. */
  make: { label: string; run: () => void; busy: boolean } | null;
  nothing: string;
}

/** Chooses one of many by name, or makes the one that is not there yet. */
export function PickOrMake({ label, value, onChange, choices, onWords, make, nothing }: PickOrMakeProps) {
  return (
    <div>
      <Select
        label={label}
        data={choices.map((choice) => ({ value: choice.id, label: choice.name }))}
        value={value}
        onChange={onChange}
        searchable
        clearable
        onSearchChange={onWords}
        filter={({ options }) => options}
        nothingFoundMessage={nothing}
      />
      {make && (
        <Button mt={4} size="compact-sm" variant="subtle" loading={make.busy} onClick={make.run}>
          {make.label}
        </Button>
      )}
    </div>
  );
}
