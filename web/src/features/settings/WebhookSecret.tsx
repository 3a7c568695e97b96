import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { CopyButton } from '@/ui/CopyButton';
import classes from './settings.module.css';
import { strings } from './webhookStrings';

interface WebhookSecretProps {
  name: string;
  secret: string;
  onClose: () => void;
}

/** Shows the secret of a webhook, this once. */
export function WebhookSecret({ name, secret, onClose }: WebhookSecretProps) {
  const t = strings.useText();
  return (
    <Modal opened onClose={onClose} title={t('secretTitle', { name })} closeOnClickOutside={false}>
      <Stack>
        <Text size="sm">{t('secretOnce')}</Text>
        <div className={classes.secret}>{secret}</div>
        <Group justify="flex-end" gap="xs">
          <CopyButton text={secret} label={t('copySecret')} variant="filled" />
          <Button variant="default" onClick={onClose}>
            {t('done')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
