import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { type ImportItem, importedFlowQuery } from '@/api/flowImports';
import type { Tree } from '@/api/flows';
import { show } from '@/test/render';
import { Examples } from './Examples';
import { FormatSelect } from './FormatSelect';
import { StepsPreview } from './StepsPreview';

const node = (id: string, text: string, options: Tree['nodes'][string]['options'] = []) => ({
  id,
  type: options.length > 0 ? ('question' as const) : ('resolution' as const),
  text,
  options,
  citations: [],
  made_by: 'person' as const,
  needs_review: false,
});

const TREE: Tree = {
  root_id: 'a',
  nodes: {
    a: node('a', 'Is it on?\n\nLook.', [
      { id: 'a1', label: 'Yes', next_id: 'b' },
      { id: 'a2', label: 'No', next_id: null },
    ]),
    b: node('b', 'Good'),
  },
};

const ITEM: ImportItem = {
  position: 1,
  name: 'a.md',
  format: 'walkthrough',
  first_line: 1,
  title: 'Guide',
  outcome: 'made',
  problem: null,
  findings: [],
  node_count: 2,
  flow_id: null,
};

describe('importing', () => {
  it('shows the steps of a preview by keyboard, and what leads nowhere', async () => {
    const { client } = show(<StepsPreview importId="one" item={ITEM} />);
    client.setQueryData(importedFlowQuery('one', 1).queryKey, TREE);
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'Show steps: Guide' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    const steps = await screen.findByRole('list', { name: 'Steps' });
    expect(within(steps).getByText(/Good/)).toBeVisible();
    expect(within(steps).getByText('leads nowhere yet')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Fold “Is it on?”' }));
    expect(within(steps).queryByText(/Good/)).toBeNull();
  });

  it('lets the kind be chosen, and be what it looks like again', async () => {
    const change = vi.fn();
    show(<FormatSelect label="Kind of a.txt" value="csv" onChange={change} />);
    const select = screen.getByRole('combobox', { name: 'Kind of a.txt' });
    await userEvent.selectOptions(select, 'Mermaid flowchart');
    expect(change).toHaveBeenLastCalledWith('mermaid');
    await userEvent.selectOptions(select, 'As it looks');
    expect(change).toHaveBeenLastCalledWith(null);
  });

  it('has an example of each kind to copy or download', () => {
    show(<Examples />);
    expect(screen.getAllByRole('group')).toHaveLength(5);
    expect(screen.getByText(/1.1.2,It does not,,,1.2/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Download scanner.csv', hidden: true })).toBeInTheDocument();
  });
});
