import { Badge, Button, Menu } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { EXPORT_FORMATS, exportAddress, type FlowDetail } from '@/api/flows';
import { useMay } from '@/api/me';
import { useActions } from '@/lib/keys/useActions';
import { relativeTime } from '@/lib/time';
import { BackLink } from '@/ui/BackLink';
import { IconMore } from '@/ui/icons';
import { Keys } from '@/ui/Keys';
import { PageHeader } from '@/ui/PageHeader';
import { Words } from '@/ui/Words';
import { readerRoute } from '../index';
import { StatusBadge } from '../StatusBadge';
import { strings as flowStrings } from '../strings';
import { useArchiving } from '../useArchiving';
import { DetailsDialog } from './DetailsDialog';
import { FileDialog } from './FileDialog';
import { PublishDialog } from './PublishDialog';
import classes from './reader.module.css';
import { strings } from './strings';

interface FlowHeaderProps {
  flow: FlowDetail;
  openDraft: () => void;
}

/** Title and facts of a flow, and what may be done with all of it. */
export function FlowHeader({ flow, openDraft }: FlowHeaderProps) {
  const t = strings.useText();
  const edits = useMay('edit_flows');
  return (
    <div className={classes.header}>
      <BackLink to="/flows">{t('library')}</BackLink>
      <PageHeader
        title={flow.title}
        description={<Facts flow={flow} />}
        actions={
          <>
            <WalkButton flow={flow} />
            {edits ? <EditorActions flow={flow} openDraft={openDraft} /> : <MoreMenu flow={flow} />}
          </>
        }
      />
      {flow.description && <Words text={flow.description} size="sm" className={classes.description} />}
    </div>
  );
}

/** Starts first-line work on this very flow, for people who do it. */
function WalkButton({ flow }: { flow: FlowDetail }) {
  const t = strings.useText();
  const mayWalk = useMay('do_l1_work');
  if (!mayWalk || flow.status === 'archived' || flow.published_version === null) return null;
  return (
    <Button component={Link} to={`/home?flow=${flow.id}`} variant="default">
      {t('walkIt')}
    </Button>
  );
}

function Facts({ flow }: { flow: FlowDetail }) {
  const t = strings.useText();
  const flowText = flowStrings.useText();
  const facts = [
    flow.category,
    flow.published_version === null
      ? flowText('noVersion')
      : flowText('version', { number: flow.published_version }),
    flow.published_at ? t('publishedAt', { when: relativeTime(flow.published_at) }) : null,
    flowText('steps', { count: flow.node_count }),
    flow.owner ? t('owner', { name: flow.owner.name }) : null,
  ].filter((fact) => fact !== null);
  return (
    <div className={classes.facts}>
      <StatusBadge flow={flow} />
      <span>{facts.join(' · ')}</span>
      {flow.tags.length > 0 && (
        <div className={classes.tags}>
          {flow.tags.map((tag) => (
            <Badge key={tag} variant="default" size="sm" tt="none" fw={450}>
              {tag}
            </Badge>
          ))}
        </div>
      )}
    </div>
  );
}

function EditorActions({ flow, openDraft }: FlowHeaderProps) {
  const t = strings.useText();
  const [open, setOpen] = useState<'publish' | 'details' | 'file' | null>(null);
  const navigate = useNavigate();
  const { step } = readerRoute.useSearch();
  const editSteps = (): void =>
    void navigate({ to: '/flows/$flowId/edit', params: { flowId: flow.id }, search: { step } });
  const publishes = flow.has_draft && flow.status !== 'archived';
  useActions([
    {
      id: 'flow.edit',
      label: t('editSteps'),
      group: t('group'),
      keys: 'e',
      disabled: flow.status === 'archived',
      run: editSteps,
    },
    { id: 'flow.details', label: t('edit'), group: t('group'), keys: 'd', run: () => setOpen('details') },
    {
      id: 'flow.publish',
      label: t('publish'),
      group: t('group'),
      keys: 'p',
      disabled: !publishes,
      run: () => setOpen('publish'),
    },
  ]);
  const close = (): void => setOpen(null);
  return (
    <>
      {flow.status !== 'archived' && (
        <Button variant="default" rightSection={<Keys keys="e" />} onClick={editSteps}>
          {t('editSteps')}
        </Button>
      )}
      <Button variant="default" rightSection={<Keys keys="d" />} onClick={() => setOpen('details')}>
        {t('edit')}
      </Button>
      {publishes && (
        <Button rightSection={<Keys keys="p" />} onClick={() => setOpen('publish')}>
          {t('publish')}
        </Button>
      )}
      <MoreMenu flow={flow} editAsFile={() => setOpen('file')} />
      {open === 'file' && <FileDialog flow={flow} onClose={close} />}
      {open === 'details' && <DetailsDialog flow={flow} onClose={close} />}
      {open === 'publish' && <PublishDialog flow={flow} onClose={close} openDraft={openDraft} />}
    </>
  );
}

/** Downloads for everybody, the rest for editors. */
function MoreMenu({ flow, editAsFile }: { flow: FlowDetail; editAsFile?: () => void }) {
  const t = strings.useText();
  const edits = useMay('edit_flows');
  const { version } = readerRoute.useSearch();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconMore />}>
          {t('more')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('exportAs')}</Menu.Label>
        {EXPORT_FORMATS.map((format) => (
          <Menu.Item key={format} component="a" href={exportAddress(flow.id, format, version)} download>
            {t(`format_${format}`)}
          </Menu.Item>
        ))}
        {edits && <EditorItems flow={flow} editAsFile={editAsFile} />}
      </Menu.Dropdown>
    </Menu>
  );
}

function EditorItems({ flow, editAsFile }: { flow: FlowDetail; editAsFile?: () => void }) {
  const t = strings.useText();
  const flowText = flowStrings.useText();
  const { putAway, putBack, copy } = useArchiving();
  return (
    <>
      <Menu.Divider />
      {flow.status !== 'archived' && <Menu.Item onClick={editAsFile}>{t('editAsFile')}</Menu.Item>}
      <Menu.Item onClick={() => copy(flow)}>{flowText('duplicate')}</Menu.Item>
      {flow.status === 'archived' ? (
        <Menu.Item onClick={() => putBack(flow)}>{flowText('unarchive')}</Menu.Item>
      ) : (
        <Menu.Item onClick={() => putAway(flow)}>{flowText('archive')}</Menu.Item>
      )}
    </>
  );
}
