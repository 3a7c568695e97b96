import { NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import { fieldErrorsOf, troubleOf } from '@/api/problem';
import { settingsQuery, useChangeSettings } from '@/api/settings';
import { Loaded } from '@/ui/Loaded';
import { notifyDone } from '@/ui/toast';
import { SettingsForm } from './SettingsForm';
import { strings } from './strings';

export function AccountSettings() {
  const query = useQuery(settingsQuery);
  return (
    <Loaded query={query} explain={troubleOf}>
      {(settings) => (
        <AccountForm key={settings.version} settings={settings} reload={() => void query.refetch()} />
      )}
    </Loaded>
  );
}

/** An empty field of a threshold means the product's own. */
const shareOf = (value: number | string): number | null => (typeof value === 'number' ? value : null);

function AccountForm({ settings, reload }: { settings: Schemas['SettingsShown']; reload: () => void }) {
  const t = strings.useText();
  const change = useChangeSettings(() => notifyDone(t('saved')));
  const form = useForm<{
    name: string;
    match_threshold: number | string;
    suggest_threshold: number | string;
    idle_limit_hours: number | string;
  }>({
    initialValues: {
      name: settings.name,
      match_threshold: settings.match_threshold ?? '',
      suggest_threshold: settings.suggest_threshold ?? '',
      idle_limit_hours: settings.idle_limit_hours,
    },
  });
  const submit = form.onSubmit((values) =>
    change.mutate(
      {
        version: settings.version,
        change: {
          name: values.name,
          match_threshold: shareOf(values.match_threshold),
          suggest_threshold: shareOf(values.suggest_threshold),
          idle_limit_hours: Number(values.idle_limit_hours),
        },
      },
      { onError: (error) => form.setErrors(fieldErrorsOf(error)) },
    ),
  );
  const share = {
    min: 0,
    max: 1,
    step: 0.05,
    decimalScale: 2,
    clampBehavior: 'strict',
  } as const;
  return (
    <SettingsForm error={change.error} busy={change.isPending} onSubmit={submit} reload={reload}>
      <TextInput label={t('accountName')} required {...form.getInputProps('name')} />
      <NumberInput
        label={t('match')}
        description={t('matchHelp', {
          now: shareOf(form.values.match_threshold) ?? settings.default_match_threshold,
        })}
        placeholder={t('thresholdDefault', { own: settings.default_match_threshold })}
        {...share}
        {...form.getInputProps('match_threshold')}
      />
      <NumberInput
        label={t('suggest')}
        description={t('suggestHelp', {
          now: shareOf(form.values.suggest_threshold) ?? settings.default_suggest_threshold,
        })}
        placeholder={t('thresholdDefault', { own: settings.default_suggest_threshold })}
        {...share}
        {...form.getInputProps('suggest_threshold')}
      />
      <NumberInput
        label={t('idle')}
        description={t('idleHelp')}
        min={1}
        max={8_760}
        allowDecimal={false}
        suffix={t('hours')}
        required
        {...form.getInputProps('idle_limit_hours')}
      />
    </SettingsForm>
  );
}
