import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { troubleOf } from '@/api/problem';
import { type Webhook, webhooksQuery } from '@/api/webhooks';
import { useActions } from '@/lib/keys/useActions';
import { EmptyState } from '@/ui/EmptyState';
import { Keys } from '@/ui/Keys';
import { Loaded } from '@/ui/Loaded';
import { WebhookDeliveries } from './WebhookDeliveries';
import { WebhookDialog } from './WebhookDialog';
import { WebhookSecret } from './WebhookSecret';
import { WebhookTable } from './WebhookTable';
import { strings } from './webhookStrings';

/** What is open over the list. */
type Open =
  | { what: 'form'; webhook: Webhook | null }
  | { what: 'secret'; name: string; secret: string }
  | { what: 'deliveries'; webhook: Webhook };

/** Other programs that are told of events. */
export function WebhookTab() {
  const t = strings.useText();
  const query = useQuery(webhooksQuery);
  const [open, setOpen] = useState<Open | null>(null);
  const make = (): void => setOpen({ what: 'form', webhook: null });
  const close = (): void => setOpen(null);
  const showSecret = (name: string, secret: string): void => setOpen({ what: 'secret', name, secret });
  useActions([{ id: 'webhook.make', label: t('make'), group: t('webhooks'), keys: 'c', run: make }]);
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw="46rem">
        {t('intro')}
      </Text>
      <Group>
        <Button onClick={make} rightSection={<Keys keys="c" />}>
          {t('make')}
        </Button>
      </Group>
      <Loaded query={query} explain={troubleOf}>
        {(webhooks) =>
          webhooks.length === 0 ? (
            <EmptyState sentence={t('none')} />
          ) : (
            <WebhookTable
              webhooks={webhooks}
              change={(webhook) => setOpen({ what: 'form', webhook })}
              deliveries={(webhook) => setOpen({ what: 'deliveries', webhook })}
              showSecret={showSecret}
            />
          )
        }
      </Loaded>
      {open?.what === 'form' && <WebhookDialog webhook={open.webhook} onClose={close} onMade={showSecret} />}
      {open?.what === 'secret' && <WebhookSecret name={open.name} secret={open.secret} onClose={close} />}
      {open?.what === 'deliveries' && <WebhookDeliveries webhook={open.webhook} onClose={close} />}
    </Stack>
  );
}
