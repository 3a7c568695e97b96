import { useEffect, useMemo, useState } from 'react';
import { validateTree } from '@/api/flows';
import { isProblem } from '@/api/problem';
import { useDoc } from './context';
import { check, type Found, together } from './document/checks';
import { type Doc, serialise } from './document/doc';

const AFTER_MS = 500;

export interface Findings {
  all: readonly Found[];
  errors: number;
  warnings: number;
  /** By step; what is about no step stands under ''. */
  about: ReadonlyMap<string, readonly Found[]>;
  /** Whether the server has judged the flow as it is on screen. */
  judged: boolean;
}

/** What is to mend: what is surely wrong at once, and what the server's check says half a second after the last edit. */
export function useFindings(loaded: readonly Found[]): Findings {
  const doc = useDoc();
  const [said, setSaid] = useState<{ doc: Doc; findings: readonly Found[] }>({ doc, findings: loaded });
  useEffect(() => {
    if (said.doc === doc) return;
    const ask = new AbortController();
    const timer = setTimeout(() => {
      validateTree(serialise(doc), ask.signal).then(
        (findings) => setSaid({ doc, findings }),
        (error: unknown) => {
          // Left behind by a newer edit, or no answer: what is known stays, and the next edit asks again.
          if (!ask.signal.aborted && !isProblem(error)) throw error;
        },
      );
    }, AFTER_MS);
    return () => {
      clearTimeout(timer);
      ask.abort();
    };
  }, [doc, said]);
  const local = useMemo(() => check(doc), [doc]);
  return useMemo(() => {
    const judged = said.doc === doc;
    const all = together(doc, local, said.findings, judged);
    const errors = all.filter((found) => found.severity === 'error').length;
    return { all, errors, warnings: all.length - errors, about: byStep(all), judged };
  }, [doc, local, said]);
}

function byStep(findings: readonly Found[]): Map<string, Found[]> {
  const found = new Map<string, Found[]>();
  for (const finding of findings) {
    const id = finding.node_id ?? '';
    const known = found.get(id);
    if (known) known.push(finding);
    else found.set(id, [finding]);
  }
  return found;
}
