import { List, Stack, Text } from '@mantine/core';
import type { AiSettings } from '@/api/ai';
import { Panel } from '@/ui/Panel';
import classes from '../settings.module.css';
import { strings } from './strings';

/** What a provider gets to read, as a plain list. */
export function WhatLeaves({ settings }: { settings: AiSettings }) {
  const t = strings.useText();
  const where = settings.base_url ?? t(settings.provider === 'openai' ? 'openaiName' : 'anthropic');
  return (
    <div className={classes.form}>
      <Panel title={t('leavesTitle')}>
        {settings.model_used === null ? (
          <Text size="sm">{t('leavesNone')}</Text>
        ) : (
          <Stack gap="xs">
            <Text size="sm">{t('leavesTo', { where })}</Text>
            <List size="sm" withPadding>
              <List.Item>{t('leaves1')}</List.Item>
              <List.Item>{t(settings.send_no_ticket_text ? 'leaves2Less' : 'leaves2')}</List.Item>
              <List.Item>{t('leaves3')}</List.Item>
            </List>
            <Text size="sm" c="dimmed">
              {t('leavesNever')}
            </Text>
          </Stack>
        )}
      </Panel>
    </div>
  );
}
