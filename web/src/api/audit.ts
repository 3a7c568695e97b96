import { api, body, type Schemas } from './client';
import { pagesOf } from './paging';

export type AuditEvent = Schemas['AuditShown'];

export interface AuditFilter {
  action?: string;
  user_id?: string;
  /** From and to as ISO moments; `to` is not included. */
  from?: string;
  to?: string;
}

export const auditQuery = (filter: AuditFilter) =>
  pagesOf<AuditEvent>(['audit', filter], (after) =>
    body(api.GET('/api/v1/audit', { params: { query: { ...filter, after } } })),
  );
