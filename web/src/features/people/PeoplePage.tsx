import { PageHeader } from '@/ui/PageHeader';
import { strings } from './strings';

export function PeoplePage() {
  const t = strings.useText();
  return <PageHeader title={t('people')} />;
}
