import { api, body, ifMatch, onceKey, type Schemas } from './client';
import { pagesOf } from './paging';
import { useSend } from './send';

export type Team = Schemas['TeamShown'];

export const teamsKey = ['teams'] as const;
const touches = [teamsKey];

export const teamsQuery = pagesOf<Team>(teamsKey, (after) =>
  body(api.GET('/api/v1/teams', { params: { query: { after } } })),
);

export function useMakeTeam() {
  return useSend({
    send: (team: Schemas['TeamNew'], key) =>
      body(api.POST('/api/v1/teams', { body: team, params: { header: onceKey(key) } })),
    touches,
  });
}

export function useChangeTeam() {
  return useSend({
    send: ({ team, change }: { team: Team; change: Schemas['TeamChange'] }) =>
      body(
        api.PATCH('/api/v1/teams/{team_id}', {
          body: change,
          params: { path: { team_id: team.id }, header: ifMatch(team.version) },
        }),
      ),
    touches,
  });
}

export function useDeleteTeam() {
  return useSend({
    send: (id: string) => body(api.DELETE('/api/v1/teams/{team_id}', { params: { path: { team_id: id } } })),
    touches,
  });
}
