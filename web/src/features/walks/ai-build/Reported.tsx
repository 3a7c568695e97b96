import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { walkReportsQuery } from '@/api/stepReports';
import type { Walk } from '@/api/walks';
import { Panel } from '@/ui/Panel';
import { isBuilt } from '../kind';
import classes from '../walks.module.css';
import { Settling } from './Settling';
import { building } from './strings';

/** Steps that were made for the walk and found wrong there, for whoever reads it: there is no flow to look in. */
export function Reported({ walk }: { walk: Walk }) {
  const t = building.useText();
  const made = isBuilt(walk) || walk.walked_path.some((step) => step.made_by !== 'person');
  const reports = useQuery({ ...walkReportsQuery(walk.id), enabled: made }).data ?? [];
  const here = reports.filter((one) => one.flow_id === null);
  if (here.length === 0) return null;
  return (
    <Panel title={t('reported')}>
      <ul className={classes.path}>
        {here.map((one) => (
          <li key={one.id} className={classes.pathStep}>
            <Text component="span" size="sm" c="dimmed">
              {one.node_text}
            </Text>
            <Text component="span" size="sm" display="block">
              {one.reported_by ? t('reportedBy', { name: one.reported_by, text: one.text }) : one.text}
            </Text>
            {one.should_say && (
              <Text component="span" size="sm" display="block">
                {t('shouldSay', { text: one.should_say })}
              </Text>
            )}
            <Settling walk={walk} report={one} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
