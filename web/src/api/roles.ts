import { defineStrings } from '@/lib/strings';
import type { Role } from './client';

/** Roles from the one that may do most to the one that may do least. */
export const ROLES: readonly Role[] = ['owner', 'admin', 'engineer', 'l1_tech', 'viewer'];

const { text } = defineStrings('role', {
  owner: 'Owner',
  admin: 'Admin',
  engineer: 'Engineer',
  l1_tech: 'L1 technician',
  viewer: 'Viewer',
  owner_help: 'Everything, and makes other owners.',
  admin_help: 'People, settings and the audit log; all the work besides.',
  engineer_help: 'Takes escalations, edits and publishes flows.',
  l1_tech_help: 'Takes tickets in, walks flows, resolves and escalates.',
  viewer_help: 'Reads published flows and analytics.',
});

export function roleName(role: Role): string {
  return text(role);
}

/** What a role does, in one sentence. */
export function roleHelp(role: Role): string {
  return text(`${role}_help`);
}

/** Choices for a select; only an owner may make owners. */
export function roleChoices(byOwner: boolean): { value: Role; label: string }[] {
  return ROLES.filter((role) => byOwner || role !== 'owner').map((value) => ({
    value,
    label: roleName(value),
  }));
}
