import { create } from 'zustand';

type Catalogue = Record<string, string>;

interface Spoken {
  language: string;
  /** The texts of another language by the name of their feature; what is missing there is said in English. */
  texts: Record<string, Catalogue>;
}

const ENGLISH: Spoken = { language: 'en', texts: {} };
const useSpoken = create<Spoken>(() => ENGLISH);

/** Says everything in another language from now on; without texts in English again. */
export function speak(language: string = ENGLISH.language, texts: Spoken['texts'] = {}): void {
  useSpoken.setState({ language, texts }, true);
}

const rules = new Map<string, Intl.PluralRules>();

function formOf(language: string, count: number): string {
  const known = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, known);
  return known.select(count);
}

function wordsIn(
  catalogue: Catalogue | undefined,
  language: string,
  key: string,
  values?: Values,
): string | undefined {
  if (catalogue === undefined) return undefined;
  if (typeof values?.count !== 'number') return catalogue[key];
  return catalogue[`${key}_${formOf(language, values.count)}`] ?? catalogue[`${key}_other`] ?? catalogue[key];
}

function filled(words: string, values: Values): string {
  return words.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => String(values[name] ?? hole));
}

type Singular<K> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;
type Values = Record<string, string | number>;

export type Text<Keys extends string> = (key: Keys, values?: Values) => string;

/**
 * The English strings of one feature, kept under its name so that other languages can be put in their place.
 * Use `{{name}}` for values; `key_one` and `key_other` are chosen by `count`.
 */
export function defineStrings<const Strings extends Record<string, string>>(name: string, english: Strings) {
  type Keys = Singular<Extract<keyof Strings, string>>;
  const inLanguage = ({ language, texts }: Spoken): Text<Keys> => {
    return (key, values) => {
      const words =
        wordsIn(texts[name], language, key, values) ?? wordsIn(english, ENGLISH.language, key, values) ?? key;
      return values ? filled(words, values) : words;
    };
  };
  const text: Text<Keys> = (key, values) => inLanguage(useSpoken.getState())(key, values);
  const useText = (): Text<Keys> => inLanguage(useSpoken());
  return { text, useText };
}
