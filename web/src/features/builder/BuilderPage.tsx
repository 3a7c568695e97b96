import { Anchor, Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { aiQuotaQuery } from '@/api/ai';
import { useMay } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { useActions } from '@/lib/keys/useActions';
import { EmptyState } from '@/ui/EmptyState';
import { IconBack, IconPlus } from '@/ui/icons';
import { Keys } from '@/ui/Keys';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { notifyDone } from '@/ui/toast';
import classes from './builder.module.css';
import { builderRoute } from './index';
import { QuotaDisplay, QuotaTrouble } from './QuotaDisplay';
import { strings } from './strings';
import { Unfinished } from './Unfinished';
import { Wizard } from './Wizard';
import { costInWords } from './words';

/** Flows in the making, and the wizard over them. */
export function BuilderPage() {
  const t = strings.useText();
  const edits = useMay('edit_flows');
  return (
    <>
      <Anchor size="sm" className={classes.back} renderRoot={(props) => <Link to="/flows" {...props} />}>
        <IconBack /> {t('library')}
      </Anchor>
      {edits ? <Builds /> : <NotAllowed />}
    </>
  );
}

function NotAllowed() {
  const t = strings.useText();
  return (
    <>
      <PageHeader title={t('title')} />
      <EmptyState sentence={t('notAllowed')} />
    </>
  );
}

function Builds() {
  const t = strings.useText();
  const navigate = useNavigate();
  const { run } = builderRoute.useSearch();
  const quota = useQuery(aiQuotaQuery);
  const on = quota.data !== undefined && quota.data.source !== 'off';
  const show = (next?: string): void => void navigate({ to: '/flows/build', search: { run: next } });
  const begin = (): void => show('new');
  useActions(
    on ? [{ id: 'builder.begin', label: t('begin'), group: t('title'), keys: 'c', run: begin }] : [],
  );
  const writeByHand = { label: t('writeByHand'), run: () => void navigate({ to: '/flows/new' }) };
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('intro')}
        takeFocus={run === undefined}
        actions={
          on && (
            <Button leftSection={<IconPlus />} rightSection={<Keys keys="c" />} onClick={begin}>
              {t('begin')}
            </Button>
          )
        }
      />
      <Loaded query={quota} explain={troubleOf}>
        {(known) => (
          <Stack>
            {known.source === 'off' ? (
              <EmptyState sentence={t('switchedOff')} action={writeByHand} />
            ) : (
              <>
                <QuotaDisplay quota={known} source={known.source} />
                <QuotaTrouble quota={known} />
              </>
            )}
            <Unfinished goOn={show} />
          </Stack>
        )}
      </Loaded>
      {run !== undefined && (run !== 'new' || on) && (
        <Wizard
          run={run}
          begun={(id) => void navigate({ to: '/flows/build', search: { run: id }, replace: true })}
          saved={({ flow, spent }) => {
            const [name, cost] = [flow.title, costInWords(spent.cost)];
            notifyDone(spent.cost > 0 ? t('savedDraftFor', { name, cost }) : t('savedDraft', { name }));
            void navigate({ to: '/flows/$flowId/edit', params: { flowId: flow.id }, replace: true });
          }}
          close={() => show()}
        />
      )}
    </>
  );
}
