import { useQueryClient } from '@tanstack/react-query';
import { api, body, onceKey, type Schemas } from './client';
import { useSend } from './send';
import { walkKey } from './walks';

export type Picture = Schemas['Picture'];
export type Place = Picture['place'];

export const MOST_BYTES = 10 * 1_048_576;

const at = (walkId: string, pictureId: string) => ({ walk_id: walkId, attachment_id: pictureId });

/** Where a picture is read; without `small` whole. */
export function pictureAddress(walkId: string, pictureId: string, small = false): string {
  return `/api/v1/l1/sessions/${walkId}/attachments/${pictureId}${small ? '?size=thumb' : ''}`;
}

interface NewPicture {
  file: Blob;
  name: string;
  place: Place;
}

/** Adds a picture to a walk; the same one again is the one that is there. */
export function useAddPicture(walkId: string) {
  const client = useQueryClient();
  return useSend<NewPicture, Picture>({
    send: ({ file, name, place }, key) =>
      body(
        api.POST('/api/v1/l1/sessions/{walk_id}/attachments', {
          params: { path: { walk_id: walkId }, query: { name: name.slice(0, 200), place } },
          body: file as unknown as string,
          bodySerializer: (held: unknown) => held as BodyInit,
          headers: { 'Content-Type': file.type || 'application/octet-stream', ...onceKey(key) },
        }),
      ),
    onDone: () => void client.invalidateQueries({ queryKey: walkKey(walkId) }),
  });
}

export function useRemovePicture(walkId: string, onDone: (pictureId: string) => void) {
  return useSend<string, unknown>({
    send: (pictureId) =>
      body(
        api.DELETE('/api/v1/l1/sessions/{walk_id}/attachments/{attachment_id}', {
          params: { path: at(walkId, pictureId) },
        }),
      ),
    touches: [walkKey(walkId)],
    onDone: (_, pictureId) => onDone(pictureId),
  });
}

/** Puts a picture back that was taken away. */
export function useRestorePicture(walkId: string) {
  return useSend<string, Picture>({
    send: (pictureId, key) =>
      body(
        api.POST('/api/v1/l1/sessions/{walk_id}/attachments/{attachment_id}/restore', {
          params: { path: at(walkId, pictureId), header: onceKey(key) },
        }),
      ),
    touches: [walkKey(walkId)],
  });
}
