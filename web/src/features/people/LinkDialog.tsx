import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { exactTime } from '@/lib/time';
import { CopyButton } from '@/ui/CopyButton';
import classes from './people.module.css';
import { strings } from './strings';

interface LinkShownProps {
  link: string;
  expiresAt: string;
  children?: ReactNode;
  onClose: () => void;
}

/** A link that is shown once, to be handed over by the person who made it. */
export function LinkShown({ link, expiresAt, children, onClose }: LinkShownProps) {
  const t = strings.useText();
  return (
    <Stack>
      <Text size="sm">
        {t('inviteOnce', { until: exactTime(expiresAt) })} {children}
      </Text>
      <div className={classes.link}>{link}</div>
      <Group justify="flex-end" gap="xs">
        <CopyButton text={link} label={t('copyLink')} variant="filled" data-autofocus />
        <Button variant="default" onClick={onClose}>
          {t('done')}
        </Button>
      </Group>
    </Stack>
  );
}

export function LinkDialog({ title, ...shown }: LinkShownProps & { title: string }) {
  return (
    <Modal opened onClose={shown.onClose} title={title}>
      <LinkShown {...shown} />
    </Modal>
  );
}
