import { Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { type ComponentPropsWithRef, lazy, Suspense, useState } from 'react';
import type { Me } from '@/api/me';
import { roleName } from '@/api/roles';
import { IconUser } from '@/ui/icons';
import classes from './Shell.module.css';
import { strings } from './strings';

const load = () => import('./UserMenu');
const UserMenu = lazy(() => load().then((loaded) => ({ default: loaded.UserMenu })));

/** The person's name at the foot of the navigation; its menu is loaded when it is wanted. */
export function UserButton({ me }: { me: Me }) {
  const [wanted, setWanted] = useState(false);
  const plain = (
    <UserFace
      person={me}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setWanted(true)}
    />
  );
  if (!wanted) return plain;
  return (
    <Suspense fallback={plain}>
      <UserMenu me={me} />
    </Suspense>
  );
}

export function UserFace({ person, className, ...rest }: { person: Me } & ComponentPropsWithRef<'button'>) {
  const t = strings.useText();
  return (
    <UnstyledButton className={`${classes.user} ${className ?? ''}`} {...rest}>
      <VisuallyHidden>{t('account')}: </VisuallyHidden>
      <IconUser />
      <span className={classes.userWords}>
        <Text size="sm" fw={550} truncate>
          {person.name}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {roleName(person.account_role)} · {person.account_name}
        </Text>
      </span>
    </UnstyledButton>
  );
}
