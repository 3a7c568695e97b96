/** The sentence that is set large, and what follows it; a short text is one sentence whatever it holds. */
export function firstSentence(text: string): { first: string; rest: string } {
  const whole = text.trim();
  const end = whole.length > SHORT ? END.exec(whole) : null;
  if (!end) return { first: whole, rest: '' };
  const at = end.index + end[0].length;
  return { first: whole.slice(0, at).trim(), rest: whole.slice(at).trim() };
}

const SHORT = 80;
/** A stop, or a line's end; not the stop of a number or an abbreviation, which a small letter or a figure follows. */
const END = /(?<!\d)[.!?](?=\s+[\p{Lu}“"])|\n/u;
