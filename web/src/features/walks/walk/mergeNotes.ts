/** Theirs, and after it the lines of mine that theirs does not have, in my order; blank lines count for nothing. */
export function mergeNotes(mine: string, theirs: string): string {
  const left = new Map<string, number>();
  for (const line of theirs.split('\n')) left.set(line.trim(), (left.get(line.trim()) ?? 0) + 1);
  const own = mine.split('\n').filter((line) => {
    const known = left.get(line.trim()) ?? 0;
    left.set(line.trim(), known - 1);
    return line.trim() !== '' && known <= 0;
  });
  return [theirs.trimEnd(), ...own].filter((part) => part !== '').join('\n');
}
