import { Button, Modal, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { type Delivery, deliveriesQuery, useResend, type Webhook, type WebhookKind } from '@/api/webhooks';
import { relativeTime } from '@/lib/time';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Time } from '@/ui/Time';
import { notifyProblem } from '@/ui/toast';
import { strings } from './webhookStrings';

/** The last deliveries to a webhook: what became of each, and sending one again. */
export function WebhookDeliveries({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const t = strings.useText();
  const query = useInfiniteQuery(deliveriesQuery(webhook.id));
  return (
    <Modal opened onClose={onClose} size="xl" title={t('deliveriesOf', { name: webhook.name })}>
      <Stack>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {webhook.url}
        </Text>
        <Loaded query={query} explain={troubleOf}>
          {(data) => {
            const rows = rowsOf(data);
            if (rows.length === 0) return <EmptyState sentence={t('noDeliveries')} />;
            return <DeliveryTable webhook={webhook} rows={rows} more={moreOf(query)} />;
          }}
        </Loaded>
      </Stack>
    </Modal>
  );
}

interface DeliveryTableProps {
  webhook: Webhook;
  rows: readonly Delivery[];
  more: ReturnType<typeof moreOf>;
}

function DeliveryTable({ webhook, rows, more }: DeliveryTableProps) {
  const t = strings.useText();
  const resend = useResend();
  const again = (delivery: Delivery): void =>
    resend.mutate(
      { webhook_id: webhook.id, delivery_id: delivery.id },
      { onError: (error) => notifyProblem(troubleOf(error).detail, troubleOf(error).title) },
    );
  const columns: Column<Delivery>[] = [
    {
      key: 'what',
      header: t('what'),
      cell: ({ kind }) => (kind === 'test' ? t('testKind') : t(kind as WebhookKind)),
    },
    {
      key: 'when',
      header: t('when'),
      numeric: true,
      wide: true,
      cell: (one) => <Time iso={one.created_at} />,
    },
    { key: 'outcome', header: t('outcome'), cell: (one) => <Outcome delivery={one} /> },
    {
      key: 'again',
      header: '',
      cell: (one) => (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          data-list-item
          disabled={one.status === 'waiting' && one.next_try_at === null}
          onClick={() => again(one)}
        >
          {t('resend')}
        </Button>
      ),
    },
  ];
  return (
    <DataTable label={t('deliveries')} rows={rows} rowKey={(one) => one.id} columns={columns} {...more} />
  );
}

function Outcome({ delivery }: { delivery: Delivery }) {
  const t = strings.useText();
  const { status, attempts, problem, next_try_at: next } = delivery;
  const words =
    status === 'delivered' ? t('delivered', { status: delivery.answer_status ?? 200 }) : t(status);
  return (
    <>
      <Text size="sm">
        {words}
        {attempts > 1 && ` · ${t('tries', { count: attempts })}`}
      </Text>
      {problem && (
        <Text size="xs" c="dimmed">
          {problem} {next && t('nextTry', { when: relativeTime(next) })}
        </Text>
      )}
    </>
  );
}
