import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMay } from '@/api/me';
import { type LookAlike, lookAlikesQuery } from '@/api/tickets';
import { useActions } from '@/lib/keys/useActions';
import { relativeTime } from '@/lib/time';
import { Keys } from '@/ui/Keys';
import { Panel } from '@/ui/Panel';
import { clientStrings } from '../clientStrings';
import classes from '../walks.module.css';

const KEYS = 'mod+shift+l';
const FEWEST_LETTERS = 8;

/** Solved tickets that look like what is being typed: how each was solved, by whom, one key opens the most alike. */
export function LookAlikes({ problem, clientId }: { problem: string; clientId: string | null }) {
  const t = clientStrings.useText();
  const navigate = useNavigate();
  const reads = useMay('use_tickets');
  const [words] = useDebouncedValue(problem.trim(), 400);
  const long = words.length >= FEWEST_LETTERS && problem.trim() !== '';
  const found = useQuery({
    ...lookAlikesQuery(words, clientId),
    enabled: reads && long,
    placeholderData: (before) => before,
    // A help beside the box: when it can't be had, the box works all the same.
    retry: false,
  });
  const items = long ? (found.data ?? []) : [];
  const first = items[0];
  useActions([
    {
      id: 'intake.look-alike',
      label: t('openLookAlike'),
      group: t('group'),
      keys: KEYS,
      disabled: !first,
      run: () => first && void navigate({ to: addressOf(first) }),
    },
  ]);
  if (items.length === 0) return null;
  return (
    <Panel>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('lookAlikes')}</Title>
        <Keys keys={KEYS} />
      </Group>
      <Stack gap={2} component="ul" className={classes.path}>
        {items.map((one) => (
          <li key={one.walk_id}>
            <One one={one} />
          </li>
        ))}
      </Stack>
    </Panel>
  );
}

const addressOf = (one: LookAlike): string =>
  one.ticket.row_id ? `/tickets/${one.ticket.row_id}` : `/walks/${one.walk_id}`;

function One({ one }: { one: LookAlike }) {
  const t = clientStrings.useText();
  const when = one.resolved_at ? relativeTime(one.resolved_at) : '';
  return (
    <Link to={addressOf(one)} className={classes.walkRow}>
      <span className={classes.walkWords}>
        <span className={classes.walkTitle}>{one.title}</span>
        <Text component="span" size="sm" lineClamp={4} style={{ whiteSpace: 'pre-wrap' }}>
          {one.resolution_notes?.trim() || t('noWords')}
        </Text>
        <span className={classes.walkFacts}>
          {[one.client_name, t('by', { name: one.resolved_by.name, when })].filter(Boolean).join(' · ')}
        </span>
      </span>
      {one.same_client && (
        <Badge variant="light" color="spruce" tt="none" flex="none">
          {t('sameClient')}
        </Badge>
      )}
    </Link>
  );
}
