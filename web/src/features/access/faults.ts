import { strings } from './strings';

const LEAST = 10;

const missing = (value: string, words: Parameters<typeof strings.text>[0]): string | null =>
  value.trim() === '' ? strings.text(words) : null;

function email(value: string): string | null {
  const isOne = /^[^@\s]+@[^@\s]+$/.test(value.trim());
  return missing(value, 'emailMissing') ?? (isOne ? null : strings.text('emailFaulty'));
}

/** What is wrong with a field, in words that stand under it; the server has the last word. */
export const FAULTS = {
  account_name: (value: string) => missing(value, 'accountNameMissing'),
  name: (value: string) => missing(value, 'nameMissing'),
  email,
  password: (value: string) => ([...value].length < LEAST ? strings.text('passwordShort') : null),
  token: (value: string) => missing(value, 'tokenMissing'),
};

/** For sign-in, where any password may be the right one. */
export const passwordMissing = (value: string): string | null =>
  value === '' ? strings.text('passwordMissing') : null;
