import { Button, Group, Stack, UnstyledButton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { type Team, teamsQuery, useDeleteTeam } from '@/api/teams';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { notifyProblem } from '@/ui/toast';
import classes from './people.module.css';
import { strings } from './strings';
import { TeamDialog } from './TeamDialog';

export function TeamList() {
  const t = strings.useText();
  const query = useInfiniteQuery(teamsQuery);
  const [editing, setEditing] = useState<Team | 'new' | null>(null);
  const [removing, setRemoving] = useState<Team | null>(null);
  const make = (): void => setEditing('new');
  const columns: Column<Team>[] = [
    {
      key: 'name',
      header: t('name'),
      cell: (team) => (
        <UnstyledButton data-list-item className={classes.name} onClick={() => setEditing(team)}>
          {team.name}
        </UnstyledButton>
      ),
    },
    {
      key: 'members',
      header: t('members'),
      cell: (team) => team.members.map((member) => member.name).join(', ') || t('noMembers'),
    },
    {
      key: 'remove',
      header: '',
      cell: (team) => (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setRemoving(team)}>
          {t('removeTeam')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <Loaded query={query} explain={troubleOf}>
        {(data) => {
          const rows = rowsOf(data);
          if (rows.length === 0)
            return <EmptyState sentence={t('noTeams')} action={{ label: t('makeTeam'), run: make }} />;
          return (
            <Stack>
              <Group>
                <Button variant="default" onClick={make}>
                  {t('makeTeam')}
                </Button>
              </Group>
              <DataTable
                label={t('teams')}
                rows={rows}
                rowKey={(team) => team.id}
                columns={columns}
                {...moreOf(query)}
              />
            </Stack>
          );
        }}
      </Loaded>
      {editing && <TeamDialog team={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {removing && <RemoveTeam team={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}

function RemoveTeam({ team, onClose }: { team: Team; onClose: () => void }) {
  const t = strings.useText();
  const remove = useDeleteTeam();
  const confirm = (): void =>
    remove.mutate(team.id, {
      onSuccess: onClose,
      onError: (error) => notifyProblem(troubleOf(error).detail, troubleOf(error).title),
    });
  return (
    <ConfirmDialog
      opened
      title={t('removeTeamTitle', { name: team.name })}
      confirm={t('removeTeam')}
      busy={remove.isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t('removeTeamHelp')}
    </ConfirmDialog>
  );
}
