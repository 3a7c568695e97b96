import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { EscalationState } from '@/api/escalations';
import { useMay } from '@/api/me';
import { PageHeader } from '@/ui/PageHeader';
import { escalationsRoute } from '../index';
import { strings as common } from '../strings';
import classes from './escalations.module.css';
import { Figures } from './Figures';
import { Filters } from './Filters';
import { Inbox } from './Inbox';
import { Reading } from './Reading';
import { type EscalationSearch, STATES } from './search';
import { strings } from './strings';
import { useHandling } from './useHandling';

/** What was handed over: the list, and beside it the hand-over that is read. */
export function EscalationsPage() {
  const c = common.useText();
  const t = strings.useText();
  const navigate = useNavigate();
  const manages = useMay('manage_account');
  const search = escalationsRoute.useSearch();
  const go = (part: Partial<EscalationSearch>): void =>
    void navigate({ to: '/escalations', search: { ...search, ...part }, replace: true });
  const close = (): void => go({ read: undefined });
  const handling = useHandling(search.read, close);
  return (
    <>
      <PageHeader
        title={c('escalations')}
        description={
          <>
            {c('escalationsIntro')} {manages && <Figures />}
          </>
        }
      />
      <Stack>
        <SegmentedControl
          aria-label={c('escalations')}
          w="fit-content"
          value={search.state ?? 'open'}
          onChange={(state) => go({ state: state as EscalationState, read: undefined })}
          data={STATES.map((value) => ({ value, label: c(value) }))}
        />
        <Filters search={search} narrow={(part) => go({ ...part, read: undefined })} />
        <div className={classes.split} data-reading={search.read !== undefined || undefined}>
          <div className={classes.listSide}>
            <Inbox search={search} read={(id) => go({ read: id })} />
          </div>
          <section className={classes.readingSide} aria-label={t('read')}>
            {search.read === undefined ? (
              <Text c="dimmed" size="sm" className={classes.none}>
                {t('chooseOne')}
              </Text>
            ) : (
              <Reading id={search.read} handling={handling} onClose={close} />
            )}
          </section>
        </div>
      </Stack>
    </>
  );
}
