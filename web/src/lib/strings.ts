import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});

type Singular<K> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;
type Values = Record<string, string | number>;

export type Text<Keys extends string> = (key: Keys, values?: Values) => string;

/**
 * The English strings of one feature, kept under its name so that other languages can be added beside them.
 * Use `{{name}}` for values; `key_one` and `key_other` are chosen by `count`.
 */
export function defineStrings<const Strings extends Record<string, string>>(name: string, english: Strings) {
  type Keys = Singular<Extract<keyof Strings, string>>;
  i18next.addResourceBundle('en', name, english);
  const text: Text<Keys> = (key, values) => i18next.t(key, { ns: name, ...values });
  const useText = (): Text<Keys> => {
    const { t } = useTranslation(name);
    return (key, values) => t(key, { ns: name, ...values });
  };
  return { text, useText };
}
