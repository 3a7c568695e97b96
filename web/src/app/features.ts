import { audit } from '@/features/audit';
import { builder } from '@/features/builder';
import { clients } from '@/features/clients';
import { flowEditor } from '@/features/flow-editor';
import { flows } from '@/features/flows';
import { notifications } from '@/features/notifications';
import { people } from '@/features/people';
import { settings } from '@/features/settings';
import { tickets } from '@/features/tickets';
import { walks } from '@/features/walks';

/** Every feature in one list: a new one is one import and one line here. */
export const features = [
  audit,
  builder,
  clients,
  flowEditor,
  flows,
  notifications,
  people,
  settings,
  tickets,
  walks,
] as const;
