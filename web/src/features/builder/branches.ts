/** A branch as it is written in the list. */
export interface BranchLine {
  /** The branch's own id; until the server has given it one, an id that only this list knows. */
  id: string;
  title: string;
  description: string;
  /** Whether it is to be worked out. */
  chosen: boolean;
}

export const MAX_BRANCHES = 20;
/** The first question has an answer for each chosen branch. */
export const MAX_CHOSEN = 9;

export const added = (lines: readonly BranchLine[], id: string): BranchLine[] => [
  ...lines,
  { id, title: '', description: '', chosen: true },
];

export const without = (lines: readonly BranchLine[], id: string): BranchLine[] =>
  lines.filter((line) => line.id !== id);

/** Puts a line back where it was. */
export function restored(lines: readonly BranchLine[], line: BranchLine, at: number): BranchLine[] {
  return lines.some(({ id }) => id === line.id) ? [...lines] : lines.toSpliced(at, 0, line);
}

/** Moves a line up or down by one; at the end of the list it stays. */
export function moved(lines: readonly BranchLine[], id: string, by: 1 | -1): BranchLine[] {
  const from = lines.findIndex((line) => line.id === id);
  const line = lines[from];
  const to = from + by;
  if (line === undefined || to < 0 || to >= lines.length) return [...lines];
  return lines.toSpliced(from, 1).toSpliced(to, 0, line);
}

export const written = (
  lines: readonly BranchLine[],
  id: string,
  part: Partial<Omit<BranchLine, 'id'>>,
): BranchLine[] => lines.map((line) => (line.id === id ? { ...line, ...part } : line));

export type Fault = 'noTitle' | 'twice';

/** What is wrong with a line: each needs a title of its own, as it becomes an answer of the first question. */
export function faultOf(lines: readonly BranchLine[], line: BranchLine): Fault | null {
  const title = said(line.title);
  if (title === '') return 'noTitle';
  return lines.some((other) => other.id !== line.id && said(other.title) === title) ? 'twice' : null;
}

export const chosenOf = (lines: readonly BranchLine[]): BranchLine[] => lines.filter(({ chosen }) => chosen);

/** Whether the list can be saved: what is half typed waits. */
export const isSound = (lines: readonly BranchLine[]): boolean =>
  lines.every((line) => faultOf(lines, line) === null) && chosenOf(lines).length <= MAX_CHOSEN;

export const said = (words: string): string => words.trim().replace(/\s+/g, ' ').toLowerCase();
