import { queryOptions } from '@tanstack/react-query';
import { api, body, ifMatch, onceKey, type Schemas } from './client';
import { useSend } from './send';
import { walkKey } from './walks';

export type NoteTemplate = Schemas['NoteTemplateShown'];
export type TemplateTrial = Schemas['TemplateTrial'];
export type TimeOfWalk = Schemas['TimeOfWalk'];

const templatesKey = ['note-templates'] as const;
const timeSettingsKey = ['settings', 'time'] as const;
const touches = [templatesKey];
const at = (id: string) => ({ template_id: id });

export const templatesQuery = queryOptions({
  queryKey: templatesKey,
  queryFn: () => body(api.GET('/api/v1/note-templates')),
});

/** The note of a real walk after a template that is not saved. */
export const trialQuery = (trial: TemplateTrial) =>
  queryOptions({
    queryKey: [...templatesKey, 'try', trial],
    queryFn: () => body(api.POST('/api/v1/note-templates/try', { body: trial })),
    placeholderData: (before) => before,
    staleTime: 0,
  });

export function useMakeTemplate(onDone: (made: NoteTemplate) => void) {
  return useSend({
    send: (template: Schemas['NoteTemplateNew'], key) =>
      body(api.POST('/api/v1/note-templates', { body: template, params: { header: onceKey(key) } })),
    touches,
    onDone,
  });
}

export function useChangeTemplate(onDone: (changed: NoteTemplate) => void) {
  return useSend({
    send: ({ template, change }: { template: NoteTemplate; change: Schemas['NoteTemplateChange'] }) =>
      body(
        api.PATCH('/api/v1/note-templates/{template_id}', {
          body: change,
          params: { path: at(template.id), header: ifMatch(template.version) },
        }),
      ),
    touches,
    onDone,
  });
}

export function useDeleteTemplate(onDone: () => void) {
  return useSend({
    send: (id: string) =>
      body(api.DELETE('/api/v1/note-templates/{template_id}', { params: { path: at(id) } })),
    touches,
    onDone,
  });
}

export const timeSettingsQuery = queryOptions({
  queryKey: timeSettingsKey,
  queryFn: () => body(api.GET('/api/v1/account/time-settings')),
});

export function useChangeTimeSettings(onDone: () => void) {
  return useSend({
    send: ({ version, change }: { version: number; change: Schemas['TimeSettingsChange'] }) =>
      body(
        api.PATCH('/api/v1/account/time-settings', { body: change, params: { header: ifMatch(version) } }),
      ),
    touches: [timeSettingsKey],
    onDone,
  });
}

export const timeOfWalkQuery = (walkId: string) =>
  queryOptions({
    queryKey: [...walkKey(walkId), 'time'],
    queryFn: () =>
      body(api.GET('/api/v1/l1/sessions/{walk_id}/time-entries', { params: { path: { walk_id: walkId } } })),
    staleTime: 0,
  });

/** What is recorded stands in the walk's notes too, which are read again. */
export function useRecordTime(walkId: string, onDone: () => void) {
  return useSend({
    send: (entry: Schemas['TimeEntryNew'], key) =>
      body(
        api.POST('/api/v1/l1/sessions/{walk_id}/time-entries', {
          body: entry,
          params: { path: { walk_id: walkId }, header: onceKey(key) },
        }),
      ),
    touches: [
      [...walkKey(walkId), 'time'],
      [...walkKey(walkId), 'summary'],
    ],
    onDone,
  });
}

export function useTakeTimeBack(walkId: string) {
  return useSend({
    send: (id: string) =>
      body(api.DELETE('/api/v1/l1/time-entries/{entry_id}', { params: { path: { entry_id: id } } })),
    touches: [
      [...walkKey(walkId), 'time'],
      [...walkKey(walkId), 'summary'],
    ],
  });
}
