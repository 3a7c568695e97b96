import type { Permission } from '@/api/client';

export type Step =
  | 'people'
  | 'library'
  | 'recipients'
  | 'intake'
  | 'walk'
  | 'notes'
  | 'park'
  | 'inbox'
  | 'palette';

const WHO: readonly { step: Step; needs?: Permission }[] = [
  { step: 'people', needs: 'manage_account' },
  { step: 'library', needs: 'edit_flows' },
  { step: 'recipients', needs: 'manage_account' },
  { step: 'intake', needs: 'do_l1_work' },
  { step: 'walk', needs: 'do_l1_work' },
  { step: 'notes', needs: 'do_l1_work' },
  { step: 'park', needs: 'do_l1_work' },
  { step: 'inbox', needs: 'take_over' },
  { step: 'palette' },
];

/** What the tour tells a person who may do these things. */
export function stepsFor(permissions: readonly Permission[]): Step[] {
  return WHO.filter(({ needs }) => needs === undefined || permissions.includes(needs)).map(
    ({ step }) => step,
  );
}
