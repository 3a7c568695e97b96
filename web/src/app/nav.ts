import type { Permission } from '@/api/client';
import { type Me, may } from '@/api/me';
import type { NavEntry } from '@/lib/feature';
import { features } from './features';

/** The navigation of a person: entries of all features that their role may open, in order. */
export function navFor(me: Me): NavEntry<Permission>[] {
  const all: readonly { nav: readonly NavEntry<Permission>[] }[] = features;
  const entries = all.flatMap((feature) => feature.nav);
  return entries
    .filter((entry) => entry.needs === undefined || entry.needs.some((permission) => may(me, permission)))
    .sort((one, other) => one.order - other.order);
}
