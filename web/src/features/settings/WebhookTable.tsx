import { ActionIcon, Badge, Button, Group, Menu, Text } from '@mantine/core';
import { useState } from 'react';
import { isProblem, troubleOf } from '@/api/problem';
import {
  useChangeWebhook,
  useDeleteWebhook,
  useRenewSecret,
  useTestWebhook,
  type Webhook,
} from '@/api/webhooks';
import { relativeTime } from '@/lib/time';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { type Column, DataTable } from '@/ui/DataTable';
import { IconMore } from '@/ui/icons';
import { notifyDone, notifyProblem } from '@/ui/toast';
import { strings } from './webhookStrings';

interface WebhookTableProps {
  webhooks: readonly Webhook[];
  change: (webhook: Webhook) => void;
  deliveries: (webhook: Webhook) => void;
  showSecret: (name: string, secret: string) => void;
}

const say = (error: Error): void => notifyProblem(troubleOf(error).detail, troubleOf(error).title);

/** The webhooks of the account, with what can be done to each. */
export function WebhookTable({ webhooks, change, deliveries, showSecret }: WebhookTableProps) {
  const t = strings.useText();
  const [asked, setAsked] = useState<{ webhook: Webhook; renew: boolean } | null>(null);
  const columns: Column<Webhook>[] = [
    {
      key: 'name',
      header: t('name'),
      cell: (webhook) => (
        <Button size="compact-sm" variant="subtle" data-list-item onClick={() => change(webhook)}>
          {webhook.name}
        </Button>
      ),
    },
    {
      key: 'url',
      header: t('url'),
      wide: true,
      cell: (webhook) => (
        <Text size="sm" truncate maw={320}>
          {webhook.url}
        </Text>
      ),
    },
    { key: 'state', header: t('state'), cell: (webhook) => <State webhook={webhook} /> },
    {
      key: 'do',
      header: '',
      cell: (webhook) => (
        <WebhookMenu
          webhook={webhook}
          deliveries={() => deliveries(webhook)}
          renew={() => setAsked({ webhook, renew: true })}
          remove={() => setAsked({ webhook, renew: false })}
        />
      ),
    },
  ];
  const close = (): void => setAsked(null);
  return (
    <>
      <DataTable label={t('webhooks')} rows={webhooks} rowKey={(webhook) => webhook.id} columns={columns} />
      {asked?.renew === true && <Renew webhook={asked.webhook} onClose={close} showSecret={showSecret} />}
      {asked?.renew === false && <Remove webhook={asked.webhook} onClose={close} />}
    </>
  );
}

function State({ webhook }: { webhook: Webhook }) {
  const t = strings.useText();
  if (webhook.stopped_at) {
    return (
      <Badge color="red" variant="light" title={t('stoppedAt')}>
        {t('stopped')}
      </Badge>
    );
  }
  if (!webhook.is_on) return <Badge color="gray">{t('off')}</Badge>;
  if (webhook.failing_since) {
    const words = t('failingSince', { when: relativeTime(webhook.failing_since) });
    return (
      <Badge color="yellow" variant="light" title={words}>
        {t('failing')}
      </Badge>
    );
  }
  return <Badge variant="light">{t('on')}</Badge>;
}

interface WebhookMenuProps {
  webhook: Webhook;
  deliveries: () => void;
  renew: () => void;
  remove: () => void;
}

function WebhookMenu({ webhook, deliveries, renew, remove }: WebhookMenuProps) {
  const t = strings.useText();
  const change = useChangeWebhook();
  const test = useTestWebhook();
  const { name } = webhook;
  const turn = (is_on: boolean): void =>
    change.mutate(
      { webhook, change: { is_on } },
      {
        onSuccess: () => notifyDone(is_on ? t('switchedOn', { name }) : t('switchedOff', { name })),
        onError: (error) => (isProblem(error, 412) ? notifyProblem(t('changedElsewhere')) : say(error)),
      },
    );
  const send = (): void =>
    test.mutate(webhook.id, {
      onSuccess: () => {
        notifyDone(t('tested'));
        deliveries();
      },
      onError: say,
    });
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      <Button size="compact-sm" variant="default" onClick={deliveries} visibleFrom="sm">
        {t('deliveries')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('more', { name })}>
            <IconMore />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={deliveries}>{t('deliveries')}</Menu.Item>
          <Menu.Item onClick={send}>{t('test')}</Menu.Item>
          <Menu.Item onClick={() => turn(!webhook.is_on)}>
            {webhook.is_on ? t('switchOff') : t('switchOn')}
          </Menu.Item>
          <Menu.Item onClick={renew}>{t('renew')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" onClick={remove}>
            {t('remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

interface RenewProps {
  webhook: Webhook;
  onClose: () => void;
  showSecret: (name: string, secret: string) => void;
}

function Renew({ webhook, onClose, showSecret }: RenewProps) {
  const t = strings.useText();
  const renew = useRenewSecret();
  const run = (): void =>
    renew.mutate(webhook.id, {
      onSuccess: (made) => {
        onClose();
        showSecret(made.name, made.secret);
      },
      onError: say,
    });
  return (
    <ConfirmDialog
      opened
      title={t('renewTitle', { name: webhook.name })}
      confirm={t('renew')}
      busy={renew.isPending}
      onConfirm={run}
      onClose={onClose}
    >
      {t('renewHelp')}
    </ConfirmDialog>
  );
}

function Remove({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const t = strings.useText();
  const remove = useDeleteWebhook();
  return (
    <ConfirmDialog
      opened
      title={t('removeTitle', { name: webhook.name })}
      confirm={t('remove')}
      busy={remove.isPending}
      onConfirm={() => remove.mutate(webhook.id, { onSuccess: onClose, onError: say })}
      onClose={onClose}
    >
      {t('removeHelp')}
    </ConfirmDialog>
  );
}
