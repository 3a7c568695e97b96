import { Checkbox, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { fieldErrorsOf, isProblem, troubleOf } from '@/api/problem';
import {
  useChangeWebhook,
  useMakeWebhook,
  WEBHOOK_KINDS,
  type Webhook,
  type WebhookKind,
} from '@/api/webhooks';
import { focusFirst } from '@/lib/focusFirst';
import { DialogFoot } from '@/ui/DialogFoot';
import { ErrorState } from '@/ui/ErrorState';
import { notifyDone } from '@/ui/toast';
import { strings } from './webhookStrings';

interface WebhookDialogProps {
  /** Null makes a new one. */
  webhook: Webhook | null;
  onClose: () => void;
  onMade: (name: string, secret: string) => void;
}

interface Fields {
  name: string;
  url: string;
  kinds: WebhookKind[];
}

/** The form of a webhook. */
export function WebhookDialog({ webhook, onClose, onMade }: WebhookDialogProps) {
  const t = strings.useText();
  const make = useMakeWebhook();
  const change = useChangeWebhook();
  const error = make.error ?? change.error;
  const form = useForm<Fields>({
    initialValues: {
      name: webhook?.name ?? '',
      url: webhook?.url ?? '',
      kinds: (webhook?.kinds as WebhookKind[] | undefined) ?? ['escalated'],
    },
    validate: {
      name: (name) => (name.trim() === '' ? t('nameMissing') : null),
      url: (url) => (/^https?:\/\/\S+$/i.test(url.trim()) ? null : t('urlFaulty')),
      kinds: (kinds) => (kinds.length === 0 ? t('kindsMissing') : null),
    },
  });
  const faults = (problem: Error): void => {
    form.setErrors(
      isProblem(problem, 'address_not_allowed') ? { url: problem.message } : fieldErrorsOf(problem),
    );
  };
  const submit = form.onSubmit((fields) => {
    if (webhook === null) {
      make.mutate(fields, { onSuccess: (made) => onMade(made.name, made.secret), onError: faults });
      return;
    }
    const saved = (): void => {
      notifyDone(t('saved'));
      onClose();
    };
    change.mutate({ webhook, change: fields }, { onSuccess: saved, onError: faults });
  }, focusFirst(form));
  const isPlain = error !== null && !isProblem(error, 'address_not_allowed');
  return (
    <Modal opened onClose={onClose} title={webhook ? t('changeTitle') : t('makeTitle')}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {isPlain && <ErrorState trouble={troubleOf(error)} />}
          <TextInput
            label={t('name')}
            description={t('nameHelp')}
            required
            maxLength={200}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <TextInput
            label={t('url')}
            description={t('urlHelp')}
            required
            type="url"
            maxLength={2000}
            placeholder="https://"
            {...form.getInputProps('url')}
          />
          <Checkbox.Group label={t('kinds')} required {...form.getInputProps('kinds')}>
            <Stack gap={6} mt={4}>
              {WEBHOOK_KINDS.map((kind) => (
                <Checkbox key={kind} value={kind} label={t(kind)} />
              ))}
            </Stack>
          </Checkbox.Group>
          <DialogFoot
            submit={webhook ? t('save') : t('make')}
            busy={make.isPending || change.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
