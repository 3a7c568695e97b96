import { ancestorsOf, type Model, type Row } from './model';
import type { TreeNode } from './types';

const plain = (words: string): string => words.toLocaleLowerCase();

function wordsOf(node: TreeNode): string {
  const options = node.options.map((option) => option.label);
  const parts = [
    node.text,
    node.help,
    node.notes,
    node.to,
    node.reason,
    node.hand_over,
    node.script,
    node.id,
  ];
  return plain([...parts, ...options].filter(Boolean).join(' \n'));
}

/** Steps that hold all words of `asked`, from the top of the outline to its end; none when nothing is asked. */
export function stepsWith(model: Model, ordered: readonly Row[], asked: string): string[] {
  const words = plain(asked).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return ordered
    .filter((row) => row.kind === 'step' && row.node !== null)
    .filter((row) => {
      const text = row.node === null ? '' : wordsOf(row.node);
      return words.every((word) => text.includes(word));
    })
    .map((row) => row.key)
    .filter((key) => model.rows.has(key));
}

/** What must stay unfolded so that all of `keys` show. */
export function aboveAll(model: Model, keys: readonly string[]): Set<string> {
  return new Set(keys.flatMap((key) => ancestorsOf(model, key)));
}

export interface Piece {
  text: string;
  hit: boolean;
}

/** `text` cut where words of `asked` stand in it. */
export function piecesOf(text: string, asked: string): Piece[] {
  const words = asked.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [{ text, hit: false }];
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return text
    .split(new RegExp(`(${pattern})`, 'giu'))
    .map((piece, index) => ({ text: piece, hit: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
