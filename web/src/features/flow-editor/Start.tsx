import { Button, Group, Select, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type FlowDetail, flowQuery, flowsQuery } from '@/api/flows';
import { rowsOf } from '@/api/paging';
import { useDoc, useEditor } from './context';
import { startWith } from './document/commands';
import classes from './editor.module.css';
import { strings } from './strings';

/** The shared start: another flow whose steps are put in front of these when this one is published. */
export function Start({ flow }: { flow: FlowDetail }) {
  const t = strings.useText();
  const doc = useDoc();
  const editor = useEditor();
  const [choosing, setChoosing] = useState(false);
  const set = (id: string | null): void => {
    setChoosing(false);
    editor.edit((now) => startWith(now, id));
  };
  if (choosing) return <ChooseStart flow={flow} present={doc.starts_with ?? null} set={set} />;
  return (
    <Group gap="xs" className={classes.start}>
      {doc.starts_with && (
        <Text size="sm">
          {t('startsWith')} <StartTitle id={doc.starts_with} />
        </Text>
      )}
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setChoosing(true)}>
        {t(doc.starts_with ? 'startChange' : 'startAdd')}
      </Button>
      {doc.starts_with && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => set(null)}>
          {t('startRemove')}
        </Button>
      )}
    </Group>
  );
}

function StartTitle({ id }: { id: string }) {
  const t = strings.useText();
  const start = useQuery(flowQuery(id));
  return <strong>{start.data?.title ?? t('startUnknown')}</strong>;
}

interface ChooseStartProps {
  flow: FlowDetail;
  present: string | null;
  set: (id: string | null) => void;
}

function ChooseStart({ flow, present, set }: ChooseStartProps) {
  const t = strings.useText();
  const [search, setSearch] = useState('');
  const flows = useInfiniteQuery(flowsQuery({ status: 'published', search: search.trim() || undefined }));
  const rows = flows.data ? rowsOf(flows.data) : [];
  return (
    <div className={classes.start}>
      <Select
        autoFocus
        label={t('startLabel')}
        description={t('startHelp')}
        data={rows.filter(({ id }) => id !== flow.id).map(({ id, title }) => ({ value: id, label: title }))}
        filter={({ options }) => options}
        searchable
        searchValue={search}
        onSearchChange={setSearch}
        nothingFoundMessage={t('startNone')}
        value={present}
        onChange={set}
        onKeyDown={(event) => {
          if (event.key === 'Escape') set(present);
        }}
      />
    </div>
  );
}
