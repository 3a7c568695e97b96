import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, body, type Schemas } from './client';
import { walksKey } from './walks';

export type Found = Schemas['Found'];
export type Home = Schemas['Home'];

/** Things of every kind that have all the words; what was found before stays until the next is there. */
export const paletteQuery = (words: string) =>
  queryOptions({
    queryKey: ['palette', words],
    queryFn: async ({ signal }) =>
      (await body(api.GET('/api/v1/palette', { params: { query: { words } }, signal }))).items,
    enabled: words !== '',
    placeholderData: words === '' ? undefined : keepPreviousData,
    staleTime: 10_000,
  });

const midnight = (): string => new Date(new Date().setHours(0, 0, 0, 0)).toISOString();

/** My walks' figures, which change with any walk. */
export const homeQuery = queryOptions({
  queryKey: [...walksKey, 'home'],
  queryFn: () => body(api.GET('/api/v1/home', { params: { query: { since: midnight() } } })),
});
