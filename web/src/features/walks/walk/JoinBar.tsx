import { Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { hereQuery } from '@/api/moves';
import { type Walk, walkKey } from '@/api/walks';
import { moveStrings } from './moveStrings';

/** Who else has the walk open; what a colleague changed in it is read at once. */
export function JoinBar({ walk }: { walk: Walk }) {
  const t = moveStrings.useText();
  const client = useQueryClient();
  const here = useQuery({ ...hereQuery(walk.id), enabled: walk.status === 'active' }).data;
  const changed = here !== undefined && here.version > walk.version;
  useEffect(() => {
    if (changed) void client.invalidateQueries({ queryKey: walkKey(walk.id), exact: true });
  }, [changed, client, walk.id]);
  const names = (here?.others ?? []).map((person) => person.name);
  return (
    <Text size="sm" role="status" fw={500} hidden={names.length === 0}>
      {names.length > 0 && t(names.length === 1 ? 'here' : 'hereMany', { names: names.join(', ') })}
    </Text>
  );
}
