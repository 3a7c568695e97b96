import { Alert, Anchor, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMay } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { type Walk, walkQuery } from '@/api/walks';
import { Keys } from '@/ui/Keys';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { isBuilt, kinds, useTitle } from '../kind';
import { strings as common } from '../strings';
import { ticketLabel } from '../ticketLabel';
import { HandOver } from '../walk/Ended';
import classes from './escalations.module.css';
import { strings } from './strings';
import type { Handling } from './useHandling';

interface ReadingProps {
  id: string;
  handling: Handling;
  onClose: () => void;
}

/** One hand-over, readable at once: what it is about, why it came, the five headings, and taking it over. */
export function Reading({ id, handling, onClose }: ReadingProps) {
  const t = strings.useText();
  const walk = useQuery({ ...walkQuery(id), refetchInterval: 30_000 });
  return (
    <div className={classes.reading}>
      <Button variant="subtle" size="compact-sm" className={classes.back} onClick={onClose}>
        {t('backToList')}
      </Button>
      <Loaded query={walk} explain={troubleOf} lines={8}>
        {(data) => <OneHandOver walk={data} handling={handling} />}
      </Loaded>
    </div>
  );
}

function OneHandOver({ walk, handling }: { walk: Walk; handling: Handling }) {
  const t = strings.useText();
  const title = useTitle(walk);
  const mayTake = useMay('take_over');
  return (
    <Stack gap="md">
      <Panel>
        <Stack gap="sm">
          <Title order={2}>{walk.ticket.title ?? title}</Title>
          <About walk={walk} />
          <Taken walk={walk} />
          <Group gap="xs">
            {walk.status === 'escalated' && mayTake && (
              <Button
                loading={handling.busy}
                rightSection={<Keys keys="t" />}
                onClick={() => handling.take(walk.id)}
              >
                {t('take')}
              </Button>
            )}
            <Button variant="default" rightSection={<Keys keys="c" />} onClick={() => handling.copy(walk.id)}>
              {t('copy')}
            </Button>
            <Button
              variant="default"
              rightSection={<Keys keys="o" />}
              renderRoot={(props) => <Link to="/walks/$walkId" params={{ walkId: walk.id }} {...props} />}
            >
              {t('openWalk')}
            </Button>
          </Group>
        </Stack>
      </Panel>
      <HandOver walk={walk} />
    </Stack>
  );
}

function About({ walk }: { walk: Walk }) {
  const t = strings.useText();
  const c = common.useText();
  const label = ticketLabel(walk.ticket, c);
  const told = walk.escalation?.recipients.map((person) => person.name).join(', ');
  return (
    <Group gap="xs" className={classes.about}>
      {walk.ticket.link ? (
        <Anchor size="sm" href={walk.ticket.link} target="_blank" rel="noreferrer">
          {label}
        </Anchor>
      ) : (
        <Text size="sm">{label}</Text>
      )}
      {walk.client_name && <Text size="sm">{walk.client_name}</Text>}
      {walk.category && <Text size="sm">{walk.category}</Text>}
      {isBuilt(walk) && <Text size="sm">{kinds.text('aiBuild')}</Text>}
      <Text size="sm">{t('from', { name: walk.created_by.name })}</Text>
      <Text size="sm">{told ? t('to', { names: told }) : t('toNobody')}</Text>
      {walk.escalated_at && (
        <Text size="sm" c="dimmed">
          <Time iso={walk.escalated_at} />
        </Text>
      )}
      {walk.escalation_reason_category && (
        <Badge variant="light" color="gray">
          {t(walk.escalation_reason_category as 'other')}
        </Badge>
      )}
    </Group>
  );
}

/** Who has it by now, or how it ended. */
function Taken({ walk }: { walk: Walk }) {
  const t = strings.useText();
  const c = common.useText();
  if (walk.status === 'escalated') return null;
  const taker = walk.status === 'active' && walk.assigned_to;
  return (
    <Alert color="gray" role="status">
      {taker ? t('takenAway', { name: taker.name }) : c(walk.status)}
    </Alert>
  );
}
