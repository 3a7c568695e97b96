import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, body, type Schemas } from './client';

export type ReplyRead = Schemas['ReplyUnderstood'];
export type EvidenceGiven = Schemas['EvidenceGiven'];
export type Picture = Schemas['Picture'];

/** Which answer of the step at `version` the words speak for; nothing is stored, nor kept here once it is not shown. */
export const replyQuery = (walkId: string, version: number, text: string) =>
  queryOptions({
    queryKey: ['reply', walkId, version, text],
    queryFn: async ({ signal }): Promise<ReplyRead> =>
      body(
        api.POST('/api/v1/l1/sessions/{walk_id}/read-reply', {
          params: { path: { walk_id: walkId } },
          body: { text },
          signal,
        }),
      ),
    enabled: text !== '',
    placeholderData: text === '' ? undefined : keepPreviousData,
    gcTime: 0,
  });

/** Keeps a picture as evidence for the step that is asked now; the same picture again is there once. */
export function keepEvidencePicture(walkId: string, picture: File): Promise<Picture> {
  return body(
    api.POST('/api/v1/l1/sessions/{walk_id}/attachments', {
      params: { path: { walk_id: walkId }, query: { name: picture.name.slice(0, 200), place: 'evidence' } },
      body: picture as unknown as string,
      bodySerializer: (held: unknown) => held as BodyInit,
      headers: { 'Content-Type': picture.type },
    }),
  );
}
