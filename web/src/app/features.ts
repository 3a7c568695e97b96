import { audit } from '@/features/audit';
import { people } from '@/features/people';
import { settings } from '@/features/settings';

/** Every feature in one list: a new one is one import and one line here. */
export const features = [audit, people, settings] as const;
