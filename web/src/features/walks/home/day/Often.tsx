import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { homeQuery } from '@/api/desk';
import { Panel } from '@/ui/Panel';
import classes from './day.module.css';
import { strings } from './strings';

/** The flows that want care, for those who may mend them. */
export function Often() {
  const t = strings.useText();
  const { data } = useQuery(homeQuery);
  if (!data || data.often_escalated.length === 0) return null;
  return (
    <Panel title={t('often')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('oftenHelp', { days: data.days })}
      </Text>
      <ul className={classes.often}>
        {data.often_escalated.map((flow) => (
          <li key={flow.flow_id}>
            <Link to="/flows/$flowId" params={{ flowId: flow.flow_id }}>
              {flow.title}
            </Link>
            <span className={classes.label}>
              {t('oftenRow', { escalated: flow.escalated, walks: flow.walks })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
