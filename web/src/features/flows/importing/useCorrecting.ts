import { useState } from 'react';
import type { ImportFile, Outcome } from '@/api/flowImports';

/** What a person changes on a flow before it is made; a field left out stays as the file has it. */
export interface Correction {
  title?: string;
  category?: string;
}

/** What becomes of flows that are left out: they no longer count as what they would have been. */
type LeftOut = ReadonlyMap<number, Outcome | null>;

/** Corrections of a preview by the place of a flow in it, and the lines that its files have. */
export function useCorrecting() {
  const [corrections, setCorrections] = useState<ReadonlyMap<number, Correction>>(new Map());
  const [leftOut, setLeftOut] = useState<LeftOut>(new Map());
  const [lines, setLines] = useState<ReadonlyMap<string, readonly string[]>>(new Map());
  return {
    corrections,
    leftOut,
    correct: (position: number, part: Correction): void =>
      setCorrections((present) => new Map(present).set(position, { ...present.get(position), ...part })),
    leaveOut: (position: number, outcome: Outcome | null): void =>
      setLeftOut((present) => new Map(present).set(position, outcome)),
    takeIn: (position: number): void =>
      setLeftOut((present) => new Map([...present].filter(([one]) => one !== position))),
    /** A line of a file as it stands there, for showing what was not understood. */
    lineOf: (name: string, line: number): string | undefined => lines.get(name)?.[line - 1],
    begin: (files: readonly ImportFile[]): void => {
      setCorrections(new Map());
      setLeftOut(new Map());
      setLines(linesOf(files));
    },
  };
}

export type Correcting = ReturnType<typeof useCorrecting>;

/** Of two files with one name nobody knows which one a line is of. */
export function linesOf(files: readonly ImportFile[]): ReadonlyMap<string, readonly string[]> {
  const names = files.map((file) => file.name ?? '');
  const once = files.filter((file) => names.filter((name) => name === file.name).length === 1);
  return new Map(once.map((file) => [file.name ?? '', file.content.split(/\r\n|\r|\n/)]));
}

/** As the server wants it: what is empty stays as the file has it, and what is left out needs no correction. */
export function asSent({ corrections, leftOut }: Pick<Correcting, 'corrections' | 'leftOut'>) {
  const changed = [...corrections].map(([position, { title, category }]) => ({
    position,
    title: title?.trim() || null,
    category: category?.trim() || null,
  }));
  return {
    corrections: changed.filter((one) => (one.title || one.category) && !leftOut.has(one.position)),
    leave_out: [...leftOut.keys()],
  };
}

/** How many flows of these outcomes are left out. */
export const leftOutOf = (leftOut: LeftOut, ...outcomes: readonly Outcome[]): number =>
  [...leftOut.values()].filter((outcome) => outcome !== null && outcomes.includes(outcome)).length;
