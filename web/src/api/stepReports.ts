import { queryOptions } from '@tanstack/react-query';
import { api, body, onceKey, type Schemas } from './client';
import { pagesOf } from './paging';
import { useSend } from './send';

export type StepReport = Schemas['StepReportShown'];
export type ReportState = StepReport['state'];
export type StepWrong = Schemas['StepWrong'];

const flowReportsKey = (flowId: string) => ['flow', flowId, 'step-reports'] as const;
const walkReportsKey = (walkId: string) => ['walk', walkId, 'step-reports'] as const;

/** What first line says is wrong with a flow's steps, the newest first. */
export const flowReportsQuery = (flowId: string, state: ReportState) =>
  pagesOf<StepReport>([...flowReportsKey(flowId), state], (after) =>
    body(
      api.GET('/api/v1/flows/{flow_id}/step-reports', {
        params: { path: { flow_id: flowId }, query: { state, after } },
      }),
    ),
  );

/** What was reported in a walk, and what became of it. */
export const walkReportsQuery = (walkId: string) =>
  queryOptions({
    queryKey: walkReportsKey(walkId),
    // Read again whenever it is looked at: what became of a report is said by somebody else.
    staleTime: 0,
    queryFn: async () => {
      const path = { walk_id: walkId };
      return (await body(api.GET('/api/v1/l1/sessions/{walk_id}/step-reports', { params: { path } }))).items;
    },
  });

export function useReportStep(walkId: string, onDone: () => void) {
  return useSend<StepWrong, StepReport>({
    send: (wrong, key) =>
      body(
        api.POST('/api/v1/l1/sessions/{walk_id}/step-reports', {
          body: wrong,
          params: { path: { walk_id: walkId }, header: onceKey(key) },
        }),
      ),
    // The walk too: a step that was made for it is not given again.
    touches: [['walk', walkId]],
    onDone,
  });
}

interface Settled {
  report: StepReport;
  /** What was done about it; null opens the report again. */
  done: { note: string } | null;
}

/** Says that a report is dealt with, or takes that back. */
export function useSettleReport(flowId: string, onDone: (settled: Settled) => void) {
  return useSend<Settled, StepReport>({
    send: ({ report, done }, key) => {
      const params = { path: { flow_id: flowId, report_id: report.id }, header: onceKey(key) };
      return done
        ? body(
            api.POST('/api/v1/flows/{flow_id}/step-reports/{report_id}/done', {
              body: { note: done.note.trim() || null },
              params,
            }),
          )
        : body(api.POST('/api/v1/flows/{flow_id}/step-reports/{report_id}/reopen', { params }));
    },
    touches: [flowReportsKey(flowId)],
    onDone: (_, settled) => onDone(settled),
  });
}

/** Says that a report on a step made for the walk is dealt with, or takes that back. */
export function useSettleMadeReport(walkId: string, onDone: (settled: Settled) => void) {
  return useSend<Settled, StepReport>({
    send: ({ report, done }, key) => {
      const params = { path: { walk_id: walkId, report_id: report.id }, header: onceKey(key) };
      return done
        ? body(
            api.POST('/api/v1/l1/sessions/{walk_id}/step-reports/{report_id}/done', {
              body: { note: done.note.trim() || null },
              params,
            }),
          )
        : body(api.POST('/api/v1/l1/sessions/{walk_id}/step-reports/{report_id}/reopen', { params }));
    },
    touches: [walkReportsKey(walkId)],
    onDone: (_, settled) => onDone(settled),
  });
}
