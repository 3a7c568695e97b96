/** Notes as the API keeps them (a list) and as the person types them (one text). */

function wordsOf(entry: unknown): string | null {
  if (typeof entry === 'string') return entry;
  const text = typeof entry === 'object' && entry !== null && 'text' in entry ? entry.text : null;
  return typeof text === 'string' ? text : null;
}

export function notesAsText(notes: readonly unknown[]): string {
  return notes
    .map(wordsOf)
    .filter((words) => words !== null)
    .join('\n');
}

export function textAsNotes(text: string): string[] {
  return text === '' ? [] : [text];
}
