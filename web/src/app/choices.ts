import type { Found } from '@/api/desk';
import { type Action, keysOf } from '@/lib/keys/actions';
import type { strings } from './strings';

type Words = ReturnType<typeof strings.useText>;

/** One line of the palette. */
export interface Choice {
  key: string;
  group: string;
  title: string;
  detail?: string;
  keys: readonly string[];
  run: () => void;
}

const PLACES: Record<Found['kind'], string> = {
  walk: '/walks',
  ticket: '/tickets',
  flow: '/flows',
  client: '/clients',
};
const KINDS: readonly Found['kind'][] = ['walk', 'ticket', 'flow', 'client'];

/** Actions that have all the words, then what was found of each kind. Without words every action. */
export function choicesOf(
  actions: readonly Action[],
  found: readonly Found[],
  words: string,
  t: Words,
  go: (path: string) => void,
): Choice[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const done = actions
    .filter((action) => wanted.every((word) => action.label.toLowerCase().includes(word)))
    .map((action) => ({
      key: action.id,
      group: t('commands'),
      title: action.label,
      keys: keysOf(action),
      run: action.run,
    }));
  if (wanted.length === 0) return done;
  const things = KINDS.flatMap((kind) => found.filter((one) => one.kind === kind)).map((one) => ({
    key: one.id,
    group: t(`kind_${one.kind}`),
    title: one.title,
    detail: [one.detail, one.status && t(`status_${one.status}` as Parameters<Words>[0])]
      .filter(Boolean)
      .join(' · '),
    keys: [],
    run: () => go(`${PLACES[one.kind]}/${one.id}`),
  }));
  return [...done, ...things];
}
