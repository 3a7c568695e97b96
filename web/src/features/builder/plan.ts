import type { Branch, Build } from '@/api/builder';
import { type BranchLine, isSound, said } from './branches';
import { strings } from './strings';

/** The first question and the branches, as one edits them: saved as a whole. */
export interface Plan {
  question: string;
  lines: BranchLine[];
}

export const planOf = (build: Build): Plan => ({
  question: build.question,
  lines: build.branches.map(({ id, title, description, chosen }) => ({ id, title, description, chosen })),
});

/** The ids that the server gave to branches that were added here, by the ids of the list. */
export type Given = Readonly<Record<string, string>>;

/** A plan that is half typed: it waits on this device until it can be saved. */
export class HalfTyped extends Error {}

function idOf(line: BranchLine, known: readonly Branch[], given: Given, taken: Set<string>): string | null {
  const mine = given[line.id] ?? line.id;
  const branch =
    known.find(({ id }) => id === mine) ??
    known.find(({ id, title }) => !taken.has(id) && said(title) === said(line.title));
  if (branch === undefined || taken.has(branch.id)) return null;
  taken.add(branch.id);
  return branch.id;
}

/** The plan as it is sent: known branches by their id, new ones without. */
export function sentPlan(plan: Plan, known: readonly Branch[], given: Given) {
  if (!isSound(plan.lines)) throw new HalfTyped();
  const own = new Set(plan.lines.map((line) => given[line.id] ?? line.id));
  const taken = new Set<string>();
  const free = known.filter(({ id }) => !own.has(id));
  const question = plan.question.trim();
  return {
    ...(question !== '' && { question }),
    branches: plan.lines.map((line) => {
      const mine = given[line.id] ?? line.id;
      const there = known.some(({ id }) => id === mine);
      return {
        id: there ? mine : idOf(line, free, given, taken),
        title: line.title.trim(),
        description: line.description.trim(),
        chosen: line.chosen,
      };
    }),
  };
}

const wordsOf = ({ question, lines }: Plan): string =>
  JSON.stringify([
    question.trim(),
    lines.map(({ title, description, chosen }) => [title.trim(), description.trim(), chosen]),
  ]);

/** Whether both say the same, whatever ids their lines have. */
export const saysTheSame = (one: Plan, other: Plan): boolean => wordsOf(one) === wordsOf(other);

/** What stands in the other window, where it is not as here. */
export function differenceInWords(mine: Plan, theirs: Plan): string {
  const t = strings.text;
  const titles = ({ lines }: Plan): string[] => lines.map(({ title }) => said(title));
  const beyond = (plan: Plan, other: Plan): string =>
    plan.lines
      .filter(({ title }) => !titles(other).includes(said(title)))
      .map(({ title }) => `“${title}”`)
      .join(', ');
  const [more, less] = [beyond(theirs, mine), beyond(mine, theirs)];
  const parts = [
    theirs.question.trim() !== mine.question.trim() && t('thereQuestion', { question: theirs.question }),
    more && t('thereMore', { titles: more }),
    less && t('thereLess', { titles: less }),
  ].filter((part) => part !== false && part !== '');
  return t('changedThere', { what: parts.join('; ') || t('thereOtherwise') });
}

/** Which ids the server gave to the branches that were sent, which come back in their order. */
export function givenIds(sent: Plan, saved: Build): Given {
  const pairs = sent.lines.map((line, at): [string, string] => [line.id, saved.branches[at]?.id ?? line.id]);
  return Object.fromEntries(pairs.filter(([mine, theirs]) => mine !== theirs));
}
