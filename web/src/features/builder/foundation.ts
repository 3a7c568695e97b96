import { strings } from './strings';

export const AUDIENCES = ['l1', 'engineer'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** The first page as its form holds it: symptoms one on each line. */
export interface FoundationValues {
  name: string;
  category: string;
  symptoms: string;
  environment: string;
  audience: Audience;
}

export const EMPTY: FoundationValues = {
  name: '',
  category: '',
  symptoms: '',
  environment: '',
  audience: 'l1',
};

export interface FoundationShape {
  name: string;
  category: string;
  symptoms: string[];
  environment: string;
  audience: Audience;
}

export const linesOf = (words: string): string[] =>
  words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export const shapeOf = (values: FoundationValues): FoundationShape => ({
  name: values.name.trim(),
  category: values.category.trim(),
  symptoms: linesOf(values.symptoms),
  environment: values.environment.trim(),
  audience: values.audience,
});

export const valuesOf = (shape: FoundationShape): FoundationValues => ({
  ...shape,
  symptoms: shape.symptoms.join('\n'),
});

const MOST_SYMPTOMS = 20;
const LONGEST_SYMPTOM = 300;

/** What is to mend before it can be sent, by field. */
export function faultsOf(values: FoundationValues): Record<string, string> {
  const faults: Record<string, string> = {};
  const symptoms = linesOf(values.symptoms);
  if (values.name.trim() === '') faults.name = strings.text('nameNeeded');
  if (symptoms.length > MOST_SYMPTOMS)
    faults.symptoms = strings.text('tooManySymptoms', { count: MOST_SYMPTOMS });
  if (symptoms.some((line) => line.length > LONGEST_SYMPTOM)) {
    faults.symptoms = strings.text('symptomTooLong', { count: LONGEST_SYMPTOM });
  }
  return faults;
}
