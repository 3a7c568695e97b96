import { PageHeader } from '@/ui/PageHeader';
import { strings } from './strings';

export function SettingsPage() {
  const t = strings.useText();
  return <PageHeader title={t('settings')} />;
}
