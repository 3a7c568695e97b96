import { audit } from '@/features/audit';
import { flows } from '@/features/flows';
import { people } from '@/features/people';
import { settings } from '@/features/settings';
import { tickets } from '@/features/tickets';
import { walks } from '@/features/walks';

/** Every feature in one list: a new one is one import and one line here. */
export const features = [audit, flows, people, settings, tickets, walks] as const;
