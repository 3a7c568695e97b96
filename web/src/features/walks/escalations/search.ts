import type { EscalationFilter, EscalationSort, EscalationState, Whose } from '@/api/escalations';

export const STATES: readonly EscalationState[] = ['open', 'taken', 'closed'];
export const WHOSE: readonly Whose[] = ['me', 'team', 'nobody'];
export const AGES: readonly number[] = [1, 4, 24, 72];

/** What stands in the address of the inbox. */
export interface EscalationSearch {
  state?: EscalationState;
  whose?: Whose;
  category?: string;
  client?: string;
  flow?: string;
  search?: string;
  /** Waiting for at least so many hours. */
  hours?: number;
  sort?: EscalationSort;
  /** The escalation that is read beside the list. */
  read?: string;
}

const words = (given: unknown): string | undefined => {
  const text = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
  return text === '' ? undefined : text.slice(0, 200);
};

/** The address as it is understood; what makes no sense is left out. */
export function searchOf(given: Record<string, unknown>): EscalationSearch {
  return {
    state: STATES.find((one) => one === given.state && one !== 'open'),
    whose: WHOSE.find((one) => one === given.whose),
    category: words(given.category),
    client: words(given.client),
    flow: words(given.flow),
    search: words(given.search),
    hours: AGES.find((one) => one === Number(given.hours)),
    sort: given.sort === 'longest' ? 'longest' : undefined,
    read: words(given.read),
  };
}

export function filterOf(search: EscalationSearch): EscalationFilter {
  return {
    state: search.state ?? 'open',
    whose: search.whose,
    category: search.category,
    client_id: search.client,
    flow_id: search.flow,
    search: search.search,
    older_than_hours: search.hours,
    sort: search.sort,
  };
}

/** Whether anything narrows the list besides its tab. */
export function isNarrowed(search: EscalationSearch): boolean {
  const { state: _, sort: __, read: ___, ...narrowing } = search;
  return Object.values(narrowing).some((one) => one !== undefined);
}
