import { SimpleGrid } from '@mantine/core';
import { useClientChoice } from '@/api/clients';
import { useMe } from '@/api/me';
import { TicketFacts } from '@/ui/ticket/TicketFacts';
import type { IntakeDraft } from './draft';

/** What else is known about the ticket; loaded when it is unfolded. */
export function Details({ draft, set }: { draft: IntakeDraft; set: (part: Partial<IntakeDraft>) => void }) {
  const me = useMe();
  const onChange = (clientId: string | null): void => set({ clientId });
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      <TicketFacts
        value={{ ...draft, category: draft.category ?? '' }}
        set={({ category, ...part }) =>
          set({ ...part, ...(category !== undefined && { category: category || null }) })
        }
        client={{ id: draft.clientId, onChange, choice: useClientChoice(onChange, draft.clientId) }}
        categories={me.l1_categories ?? []}
      />
    </SimpleGrid>
  );
}
