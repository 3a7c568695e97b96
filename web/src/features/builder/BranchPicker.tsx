import { UnstyledButton } from '@mantine/core';
import type { Branch, Build } from '@/api/builder';
import classes from './builder.module.css';
import { strings } from './strings';

interface BranchPickerProps {
  build: Build;
  branches: readonly Branch[];
  looked: string | null;
  look: (branch: string) => void;
}

/** The branches that go into the flow, each with how far it is. */
export function BranchPicker({ build, branches, looked, look }: BranchPickerProps) {
  const t = strings.useText();
  return (
    <nav aria-label={t('branches')}>
      <ol className={classes.pick}>
        {branches.map((branch) => (
          <li key={branch.id}>
            <UnstyledButton
              className={classes.pickButton}
              aria-current={branch.id === looked}
              onClick={() => look(branch.id)}
            >
              <span>{branch.title}</span>
              <span className={classes.state} data-bad={isBad(branch) || undefined}>
                {stateInWords(build, branch)}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </nav>
  );
}

const isBad = (branch: Branch): boolean => !branch.making && branch.failure !== null;

function stateInWords(build: Build, branch: Branch): string {
  if (branch.making) return strings.text('state_making');
  if (isBad(branch)) return strings.text('state_failed');
  if (!branch.tree) return strings.text(build.run?.state === 'running' ? 'state_waiting' : 'state_empty');
  const steps = strings.text('state_ready', { count: Object.keys(branch.tree.nodes).length });
  const by = branch.detailed_by ? strings.text(`by_${branch.detailed_by}`) : null;
  return by ? `${steps} · ${by}` : steps;
}
