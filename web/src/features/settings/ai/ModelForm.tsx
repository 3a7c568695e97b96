import { Checkbox, PasswordInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type AiSettings, type AiSettingsChange, useChangeAiSettings } from '@/api/ai';
import { fieldErrorsOf } from '@/api/problem';
import { notifyDone } from '@/ui/toast';
import { SettingsForm } from '../SettingsForm';
import { strings } from './strings';

type Provider = NonNullable<AiSettings['provider']>;

interface Values {
  provider: Provider | 'none';
  model: string;
  base_url: string;
  api_key: string;
  playbook_on: boolean;
  send_no_ticket_text: boolean;
  zero_wait: boolean;
}

const PROVIDERS = ['none', 'anthropic', 'openai'] as const;

/** What is sent of the form: without a model all of its fields are taken out. */
export function changeOf(values: Values): AiSettingsChange {
  const { provider, playbook_on, send_no_ticket_text, zero_wait } = values;
  const switches = { playbook_on, send_no_ticket_text, zero_wait };
  if (provider === 'none') return { ...switches, provider: null, model: null, base_url: null, api_key: null };
  const key = values.api_key.trim();
  return {
    ...switches,
    provider,
    model: values.model.trim() || null,
    base_url: values.base_url.trim() || null,
    ...(key ? { api_key: key } : {}),
  };
}

/** What is said of the key: of one that is too short to show its end only that it is there. */
export function keyHelp(
  { has_key, key_hint }: Pick<AiSettings, 'has_key' | 'key_hint'>,
  moved: boolean,
): string {
  if (!has_key) return strings.text('keyNew');
  if (moved) return strings.text('keyAgain');
  const hint = key_hint ?? '';
  return hint.replaceAll('…', '') === '' ? strings.text('keyKept') : strings.text('keyStored', { hint });
}

/** Which model helps; the playbook; what may leave. */
export function ModelForm({ settings, reload }: { settings: AiSettings; reload: () => void }) {
  const t = strings.useText();
  const change = useChangeAiSettings(() => notifyDone(t('saved')));
  const form = useForm<Values>({
    initialValues: {
      provider: settings.provider ?? 'none',
      model: settings.model ?? '',
      base_url: settings.base_url ?? '',
      api_key: '',
      playbook_on: settings.playbook_on,
      send_no_ticket_text: settings.send_no_ticket_text,
      zero_wait: settings.zero_wait,
    },
  });
  const submit = form.onSubmit((values) =>
    change.mutate(
      { version: settings.version, change: changeOf(values) },
      { onError: (error) => form.setErrors(fieldErrorsOf(error)) },
    ),
  );
  const { provider, base_url } = form.values;
  const moved = provider !== settings.provider || (base_url.trim() || null) !== settings.base_url;
  return (
    <SettingsForm
      title={t('modelTitle')}
      error={change.error}
      busy={change.isPending}
      onSubmit={submit}
      reload={reload}
    >
      <Select
        label={t('provider')}
        description={provider === 'none' ? t('noneHelp') : undefined}
        data={PROVIDERS.map((one) => ({ value: one, label: t(one) }))}
        allowDeselect={false}
        {...form.getInputProps('provider')}
        onChange={(value) => {
          const chosen = PROVIDERS.find((one) => one === value) ?? 'none';
          // A model's name belongs to its provider: the other one does not know it.
          form.setValues({
            provider: chosen,
            model: chosen === settings.provider ? (settings.model ?? '') : '',
          });
        }}
      />
      {provider !== 'none' && (
        <>
          <TextInput
            label={t('model')}
            description={
              provider === 'anthropic' ? t('modelDefault', { model: settings.default_model }) : t('modelHelp')
            }
            required={provider === 'openai'}
            {...form.getInputProps('model')}
          />
          <TextInput
            label={t('baseUrl')}
            description={t('baseUrlHelp')}
            inputMode="url"
            {...form.getInputProps('base_url')}
          />
          <PasswordInput
            label={t('key')}
            description={keyHelp(settings, moved)}
            autoComplete="new-password"
            required={provider === 'anthropic' && (!settings.has_key || moved)}
            {...form.getInputProps('api_key')}
          />
          <Checkbox
            label={t('ticketText')}
            description={t('ticketTextHelp')}
            {...form.getInputProps('send_no_ticket_text', { type: 'checkbox' })}
          />
          <Checkbox
            label={t('zeroWait')}
            description={t('zeroWaitHelp')}
            {...form.getInputProps('zero_wait', { type: 'checkbox' })}
          />
        </>
      )}
      <Checkbox
        label={t('playbook')}
        description={t('playbookHelp')}
        {...form.getInputProps('playbook_on', { type: 'checkbox' })}
      />
    </SettingsForm>
  );
}
