import type { Failure } from '@/lib/autosave/engine';
import { defineStrings } from '@/lib/strings';
import type { components } from './schema.gen';

export type ProblemBody = components['schemas']['Problem'];

const { text } = defineStrings('problem', {
  unreachableTitle: 'The server can’t be reached',
  unreachable: 'What you typed is still here. Check your connection and try again.',
  faultTitle: 'Something went wrong on the server',
  fault:
    'What you typed is still here. Try again in a moment; if it happens again, tell whoever runs ResolutionFlow.',
  nowhereTitle: 'Not found',
  walk_id: 'There is no such walk.',
  ticket_id: 'There is no such ticket.',
  flow_id: 'There is no such flow.',
  client_id: 'There is no such client.',
  brokenTitle: 'This screen has stopped working',
  broken: 'Reload the page. What was saved is safe, and drafts are kept on this device.',
});

/** A refusal or fault of the API as RFC 9457 problem; status 0 when no answer came. */
export class ApiProblem extends Error {
  readonly status: number;
  /** Stable code, such as `stale_step`. */
  readonly code: string;
  readonly title: string;
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.detail);
    this.name = 'ApiProblem';
    this.status = body.status;
    this.code = body.error;
    this.title = body.title;
    this.body = body;
  }
}

const NAMED = ['walk_id', 'ticket_id', 'flow_id', 'client_id'] as const;

/** Whoever opens an address that can't be one is told the same as for one that leads nowhere. */
function nowhere(body: ProblemBody): ProblemBody {
  const name = NAMED.find((one) => body.errors?.[0]?.field === one);
  return name ? { ...body, title: text('nowhereTitle'), detail: text(name), errors: null } : body;
}

export function isProblem(error: unknown, ...statusesOrCodes: (number | string)[]): error is ApiProblem {
  if (!(error instanceof ApiProblem)) return false;
  return (
    statusesOrCodes.length === 0 ||
    statusesOrCodes.includes(error.status) ||
    statusesOrCodes.includes(error.code)
  );
}

export function unreachable(): ApiProblem {
  return new ApiProblem({
    type: 'about:blank',
    title: text('unreachableTitle'),
    status: 0,
    error: 'unreachable',
    detail: text('unreachable'),
  });
}

/** Reads the problem out of an answer, whatever stands before the server and answers in its place. */
export async function problemOf(response: Response, reading = false): Promise<ApiProblem> {
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const body: unknown = isJson ? await response.clone().json() : null;
  if (typeof body === 'object' && body !== null && 'error' in body && 'detail' in body) {
    return new ApiProblem(reading ? nowhere(body as ProblemBody) : (body as ProblemBody));
  }
  return new ApiProblem({
    type: 'about:blank',
    title: text('faultTitle'),
    status: response.status,
    error: 'unexpected_answer',
    detail: text('fault'),
  });
}

/** Words for an error state: what happened, whether anything was lost, what to do. */
export function troubleOf(error: unknown): { title: string; detail: string; points?: string[] } {
  if (!(error instanceof ApiProblem)) return { title: text('brokenTitle'), detail: text('broken') };
  const points = error.body.errors?.map((one) => `${one.field}: ${one.message}`);
  return { title: error.title, detail: error.message, points };
}

/** Faults of fields by name, for forms: `form.setErrors(fieldErrorsOf(error))`. */
export function fieldErrorsOf(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries((error.body.errors ?? []).map((one) => [one.field, one.message]));
}

/** What autosave does about a failed save. */
export function saveFailureOf(error: unknown): Failure {
  if (!(error instanceof ApiProblem)) return 'refused';
  if (error.status === 412) return 'conflict';
  return error.status === 0 || error.status === 429 || error.status >= 500 ? 'retry' : 'refused';
}
