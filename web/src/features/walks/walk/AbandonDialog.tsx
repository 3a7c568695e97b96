import { troubleOf } from '@/api/problem';
import { useMoveWalk, type Walk } from '@/api/walks';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { ErrorState } from '@/ui/ErrorState';
import { strings } from '../strings';

export function AbandonDialog({ walk, onClose }: { walk: Walk; onClose: () => void }) {
  const t = strings.useText();
  const abandon = useMoveWalk(walk.id, 'abandon', onClose);
  return (
    <ConfirmDialog
      opened
      title={t('abandonTitle')}
      confirm={t('abandon')}
      busy={abandon.isPending}
      onConfirm={() => abandon.mutate(undefined)}
      onClose={onClose}
    >
      {t('abandonSure')}
      {abandon.error && <ErrorState trouble={troubleOf(abandon.error)} />}
    </ConfirmDialog>
  );
}
