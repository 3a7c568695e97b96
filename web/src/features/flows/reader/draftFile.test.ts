import { describe, expect, it } from 'vitest';
import type { FlowDetail } from '@/api/flows';
import { made } from '@/lib/tree/testTree';
import { draftFile, draftFileName } from './draftFile';

const flow = {
  id: 'f1',
  title: 'Printer: offline',
  description: '',
  category: null,
  tags: [],
} as unknown as FlowDetail;

describe('the file of a draft', () => {
  it('holds the whole tree and which flow it belongs to, and nothing that says nothing', () => {
    const tree = made({ a: ['Yes>b', 'No>'], b: [] });
    expect(JSON.parse(draftFile(flow, tree))).toEqual({
      resolutionflow: 1,
      id: 'f1',
      title: 'Printer: offline',
      root_id: 'a',
      nodes: {
        a: {
          type: 'question',
          text: 'Step a',
          options: [
            { id: 'o0', label: 'Yes', next_id: 'b' },
            { id: 'o1', label: 'No' },
          ],
        },
        b: { type: 'resolution', text: 'Step b' },
      },
    });
  });

  it('keeps zero, marks and evidence', () => {
    const tree = made({ a: ['Yes>b'], b: [] });
    Object.assign(tree.nodes.a ?? {}, { minutes: 0, needs_review: true, made_by: 'model' });
    Object.assign(tree.nodes.a?.options[0] ?? {}, {
      evidence: { kind: 'number', min: 0, max: null, regex: null },
    });
    const { nodes } = JSON.parse(draftFile(flow, tree));
    expect(nodes.a).toMatchObject({ minutes: 0, needs_review: true, made_by: 'model' });
    expect(nodes.a.options[0].evidence).toEqual({ kind: 'number', min: 0 });
  });

  it('is named after the flow', () => {
    expect(draftFileName('Printer: offline')).toBe('printer-offline-draft.json');
    expect(draftFileName('プリンタ')).toBe('flow-draft.json');
  });
});
