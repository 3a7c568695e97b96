import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useClientChoice } from '@/api/clients';
import { flowCategoriesQuery } from '@/api/flows';
import { useMe } from '@/api/me';
import { TicketFacts } from '@/ui/ticket/TicketFacts';
import type { IntakeDraft } from './draft';

/** What else is known about the ticket; loaded when it is unfolded. */
export function Details({ draft, set }: { draft: IntakeDraft; set: (part: Partial<IntakeDraft>) => void }) {
  const me = useMe();
  const known = useQuery(flowCategoriesQuery).data?.map(({ category }) => category) ?? [];
  const onChange = (clientId: string | null): void => set({ clientId });
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      <TicketFacts
        value={{ ...draft, category: draft.category ?? '' }}
        set={({ category, ...part }) =>
          set({ ...part, ...(category !== undefined && { category: category || null }) })
        }
        client={{ id: draft.clientId, onChange, choice: useClientChoice(onChange, draft.clientId) }}
        categories={[...new Set([...(me.l1_categories ?? []), ...known])]}
      />
    </SimpleGrid>
  );
}
