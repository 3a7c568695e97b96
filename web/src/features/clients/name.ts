import { defineStrings } from '@/lib/strings';

/** The name in the navigation: all that is needed before a page of clients is opened. */
export const named = defineStrings('clients-nav', { clients: 'Clients' });
