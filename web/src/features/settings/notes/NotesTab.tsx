import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { troubleOf } from '@/api/problem';
import { type NoteTemplate, templatesQuery } from '@/api/texts';
import { useActions } from '@/lib/keys/useActions';
import { Keys } from '@/ui/Keys';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import { strings } from './strings';
import { TemplateEditor } from './TemplateEditor';
import { TimeForm } from './TimeForm';

type Audience = NoteTemplate['audience'];
const AUDIENCES: readonly Audience[] = ['internal', 'client'];

/** What is open in the editor: a template of the account, or a new one for an audience. */
type Open = { template: NoteTemplate } | { template: null; audience: Audience };

/** How the account writes ticket notes and records time. */
export function NotesTab() {
  const query = useQuery(templatesQuery);
  const [open, setOpen] = useState<Open | null>(null);
  return (
    <Stack>
      <Loaded query={query} explain={troubleOf}>
        {(data) =>
          open ? (
            <TemplateEditor
              key={open.template?.id ?? 'new'}
              known={data}
              template={open.template}
              audience={open.template?.audience ?? (open as { audience: Audience }).audience}
              onOpen={(template) => setOpen({ template })}
              onClose={() => setOpen(null)}
            />
          ) : (
            <TemplateList data={data} open={setOpen} />
          )
        }
      </Loaded>
      {!open && <TimeForm />}
    </Stack>
  );
}

function TemplateList({ data, open }: { data: Schemas['NoteTemplates']; open: (what: Open) => void }) {
  const t = strings.useText();
  const make = (audience: Audience) => open({ template: null, audience });
  useActions([
    {
      id: 'template.new',
      label: t('newTemplate'),
      group: t('internal'),
      keys: 'c',
      run: () => make('internal'),
    },
  ]);
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('intro')}
      </Text>
      {AUDIENCES.map((audience) => (
        <Panel key={audience} title={t(audience)}>
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              {t(audience === 'internal' ? 'internalHelp' : 'clientHelp')}
            </Text>
            <Rows rows={data.items.filter((row) => row.audience === audience)} open={open} />
            <Group>
              <Button
                variant="default"
                onClick={() => make(audience)}
                rightSection={audience === 'internal' ? <Keys keys="c" /> : undefined}
              >
                {t('newTemplate')}
              </Button>
            </Group>
          </Stack>
        </Panel>
      ))}
    </>
  );
}

function Rows({ rows, open }: { rows: readonly NoteTemplate[]; open: (what: Open) => void }) {
  const t = strings.useText();
  const hasDefault = rows.some((row) => row.is_default);
  return (
    <>
      <Group gap="xs">
        <Title order={3}>{t('builtIn')}</Title>
        {!hasDefault && <Badge variant="light">{t('isDefault')}</Badge>}
      </Group>
      {rows.map((row) => (
        <Group key={row.id} justify="space-between" wrap="nowrap">
          <Group gap="xs">
            <Title order={3}>{row.name}</Title>
            {row.is_default && <Badge variant="light">{t('isDefault')}</Badge>}
          </Group>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            data-list-item
            aria-label={`${t('edit')}: ${row.name}`}
            onClick={() => open({ template: row })}
          >
            {t('edit')}
          </Button>
        </Group>
      ))}
    </>
  );
}
