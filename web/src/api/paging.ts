import { type InfiniteData, infiniteQueryOptions, type QueryKey } from '@tanstack/react-query';

/** One page of a keyset list. */
export interface Page<Row> {
  items: Row[];
  next?: string | null;
}

/** Options for `useInfiniteQuery` on a list that answers with `items` and `next`. */
export function pagesOf<Row>(queryKey: QueryKey, read: (after: string | undefined) => Promise<Page<Row>>) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam ?? undefined),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next ?? null,
  });
}

export function rowsOf<Row>(data: InfiniteData<Page<Row>>): Row[] {
  return data.pages.flatMap((page) => page.items);
}

interface MorePages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** The properties with which `DataTable` offers the next page. */
export function moreOf(query: MorePages): { loadMore?: () => void; loadingMore: boolean } {
  return {
    loadMore: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    loadingMore: query.isFetchingNextPage,
  };
}
