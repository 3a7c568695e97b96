import { useQuery } from '@tanstack/react-query';
import { type Estimate, estimateQuery } from '@/api/builder';
import classes from './builder.module.css';
import type { Source } from './store';
import { strings } from './strings';
import { costInWords, tokensInWords } from './words';

type Part = 'scaffold' | 'branch' | 'branches' | 'flow';

/** Of a flow that has no branches yet. */
export const USUAL_BRANCHES = 6;

interface TakesProps {
  part: Part;
  source: Source;
  branches?: number;
  /** By which a button names this as what describes it. */
  id?: string;
}

/** What a press of the button beside it will take, while a model would be asked. */
export function Takes({ part, source, branches = USUAL_BRANCHES, id }: TakesProps) {
  const estimate = useQuery({ ...estimateQuery(branches), enabled: source === 'model' });
  if (source !== 'model') return null;
  return (
    <span id={id} className={classes.takes}>
      {takesInWords(estimate.data, part)}
    </span>
  );
}

/** What a whole flow takes, where nobody but the model can make it. */
export function TakesFlow({ source }: { source: Source }) {
  const estimate = useQuery({ ...estimateQuery(USUAL_BRANCHES), enabled: source === 'model' });
  if (source !== 'model') return null;
  const takes = takesInWords(estimate.data, 'flow');
  if (!estimate.isPending && !takes) return null;
  return (
    <span className={classes.takes}>
      {estimate.isPending ? strings.text('pricing') : strings.text('takesFlow', { takes })}
    </span>
  );
}

/** "about $0.0035", or the tokens where no price is known; empty until it is known. */
export function takesInWords(estimate: Estimate | undefined, part: Part): string {
  if (estimate?.source !== 'model') return '';
  const { cost, tokens } = estimate[part];
  if (cost === null) return strings.text('takesTokens', { tokens: tokensInWords(tokens) });
  return strings.text('takes', { cost: costInWords(cost) });
}
