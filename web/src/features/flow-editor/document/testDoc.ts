import { made } from '@/lib/tree/testTree';
import { deleteAnswer, deleteStep, moveBranch, separate } from './branches';
import {
  addAnswer,
  addStep,
  changeAnswer,
  changeNode,
  join,
  moveAnswer,
  pasteAnswers,
  setRoot,
  setType,
} from './commands';
import { type AnswerRef, type Doc, type Edited, type Fresh, parse } from './doc';

/** A document for tests: `docOf({ a: ['Yes>b', 'No>'], b: [] })`. */
export const docOf = (answers: Record<string, readonly string[]>): Doc => parse(made(answers));

export const counter = (): Fresh => {
  let count = 0;
  return () => {
    count += 1;
    return `new${count}`;
  };
};

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;

const pick = <T>(random: Random, from: readonly T[]): T | undefined =>
  from[Math.floor(random() * from.length)];

function anyAnswer(doc: Doc, random: Random): AnswerRef {
  const node = pick(random, Object.values(doc.nodes));
  return { node: node?.id ?? 'gone', option: pick(random, node?.options ?? [])?.id ?? 'gone' };
}

const anyNode = (doc: Doc, random: Random): string => pick(random, Object.keys(doc.nodes)) ?? 'gone';

const WORDS = [
  'Is it on?',
  'Restart it.',
  '',
  '  ',
  'Ünïcödé — “quoted”\nsecond line',
  'x'.repeat(300),
] as const;

/** Every command, with arguments by chance, some of them nonsense. */
export const COMMANDS: Record<string, (doc: Doc, random: Random, fresh: Fresh) => Edited> = {
  addAnswer: (doc, random, fresh) =>
    addAnswer(doc, anyNode(doc, random), pick(random, WORDS) ?? '', fresh, anyAnswer(doc, random).option),
  addStep: (doc, random, fresh) => addStep(doc, anyAnswer(doc, random), pick(random, WORDS) ?? '', fresh),
  changeNode: (doc, random) =>
    changeNode(doc, anyNode(doc, random), { text: pick(random, WORDS), minutes: 3 }),
  setType: (doc, random) =>
    setType(
      doc,
      anyNode(doc, random),
      pick(random, ['question', 'action', 'resolution', 'escalation']) ?? 'action',
    ),
  changeAnswer: (doc, random) =>
    changeAnswer(doc, anyAnswer(doc, random), { label: 'Other', evidence: { kind: 'number', min: 1 } }),
  moveAnswer: (doc, random) => moveAnswer(doc, anyAnswer(doc, random), random() < 0.5 ? 1 : -1),
  join: (doc, random) => join(doc, anyAnswer(doc, random), random() < 0.2 ? null : anyNode(doc, random)),
  joinGone: (doc, random) => join(doc, anyAnswer(doc, random), 'gone'),
  setRoot: (doc, random) => setRoot(doc, anyNode(doc, random)),
  paste: (doc, random, fresh) => pasteAnswers(doc, anyNode(doc, random), '- One\n2. Two\n\n• Three', fresh),
  deleteAnswer: (doc, random) => deleteAnswer(doc, anyAnswer(doc, random)),
  deleteStep: (doc, random) => (random() < 0.2 ? deleteStep(doc, anyNode(doc, random)) : { doc, at: null }),
  moveBranch: (doc, random) => moveBranch(doc, anyAnswer(doc, random), anyNode(doc, random)),
  separate: (doc, random, fresh) => separate(doc, anyAnswer(doc, random), fresh),
};
