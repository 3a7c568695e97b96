import { ActionIcon, Menu } from '@mantine/core';
import type { Flow } from '@/api/flows';
import { IconMore } from '@/ui/icons';
import { strings } from '../strings';
import { useArchiving } from '../useArchiving';

/** What an editor does to one flow of the list. */
export function FlowMenu({ flow }: { flow: Flow }) {
  const t = strings.useText();
  const { putAway, putBack, copy } = useArchiving();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('actions', { title: flow.title })}>
          <IconMore />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => copy(flow)}>{t('duplicate')}</Menu.Item>
        {flow.status === 'archived' ? (
          <Menu.Item onClick={() => putBack(flow)}>{t('unarchive')}</Menu.Item>
        ) : (
          <Menu.Item onClick={() => putAway(flow)}>{t('archive')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
