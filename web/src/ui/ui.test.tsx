import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { usePreferences } from '@/lib/preferences';
import { show } from '@/test/render';
import { ConfirmDialog } from './ConfirmDialog';
import { CopyButton } from './CopyButton';
import { DataTable } from './DataTable';
import { EmptyState } from './EmptyState';
import { Loaded } from './Loaded';
import { MessageStack } from './MessageStack';
import { SaveState } from './SaveState';
import { notifyUndo } from './toast';
import { Words } from './Words';

const explain = (error: unknown) => ({ title: 'Not read', detail: String(error) });

describe('what is loaded', () => {
  const refetch = vi.fn();

  it('shows why it is not there, and tries again', async () => {
    show(
      <Loaded query={{ data: undefined, error: 'away', refetch }} explain={explain}>
        {() => 'content'}
      </Loaded>,
    );
    expect(screen.getByRole('alert')).toHaveTextContent('away');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(refetch).toHaveBeenCalledOnce();
  });

  it('stays when a refresh fails', () => {
    show(
      <Loaded query={{ data: 'old', error: 'away', refetch }} explain={explain}>
        {(data) => data}
      </Loaded>,
    );
    expect(screen.getByText('old')).toBeVisible();
  });

  it('says that it is on its way only when that takes a while', async () => {
    show(
      <Loaded query={{ data: undefined, error: null, refetch }} explain={explain}>
        {() => 'content'}
      </Loaded>,
    );
    expect(screen.queryByRole('status')).toBeNull();
    expect(await screen.findByRole('status', { name: 'Loading' })).toBeInTheDocument();
  });
});

describe('a table', () => {
  const columns = [
    { key: 'name', header: 'Name', cell: (row: string) => row },
    { key: 'menu', header: '', cell: () => 'x' },
  ];

  it('names its columns, also one of buttons, and loads the next page', async () => {
    const loadMore = vi.fn();
    show(
      <DataTable
        label="Rows"
        rows={['a', 'b']}
        rowKey={(row) => row}
        columns={columns}
        loadMore={loadMore}
      />,
    );
    expect(screen.getByRole('table', { name: 'Rows' })).toBeVisible();
    expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual(['Name', 'Actions']);
    expect(screen.getByRole('status')).toHaveTextContent('2 shown');
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    expect(loadMore).toHaveBeenCalledOnce();
  });

  it('offers no further page on the last one', () => {
    show(<DataTable label="Rows" rows={['a']} rowKey={(row) => row} columns={columns} />);
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('the state of saving', () => {
  it.each([
    ['unsaved', 'Unsaved'],
    ['saving', 'Saving'],
    ['saved', 'Saved'],
    ['retrying', 'Not saved: retrying'],
    ['conflict', 'Changed elsewhere'],
  ] as const)('%s reads "%s"', (state, words) => {
    show(<SaveState state={state} onKeepMine={vi.fn()} onTakeTheirs={vi.fn()} />);
    expect(screen.getByRole('status')).toHaveTextContent(words);
  });

  it('offers both ways out of a conflict', async () => {
    const [mine, theirs] = [vi.fn(), vi.fn()];
    show(<SaveState state="conflict" onKeepMine={mine} onTakeTheirs={theirs} />);
    await userEvent.click(screen.getByRole('button', { name: 'Keep mine' }));
    await userEvent.click(screen.getByRole('button', { name: 'Reload theirs' }));
    expect([mine.mock.calls.length, theirs.mock.calls.length]).toEqual([1, 1]);
  });
});

describe('an empty state', () => {
  beforeEach(() => usePreferences.setState({ shortcuts: true }));

  it('has one action, with its key while keys are on', () => {
    const empty = (
      <EmptyState sentence="Nothing yet." action={{ label: 'Make one', run: vi.fn(), keys: 'c' }} />
    );
    const { unmount } = show(empty);
    expect(screen.getByRole('button', { name: 'Make one' })).toHaveTextContent('Make oneC');
    unmount();
    usePreferences.setState({ shortcuts: false });
    show(empty);
    expect(screen.getByRole('button')).toHaveTextContent(/^Make one$/);
  });
});

describe('a question before what can’t be undone', () => {
  it('puts the focus on the harmless answer', async () => {
    const onConfirm = vi.fn();
    show(
      <ConfirmDialog opened title="Remove?" confirm="Remove" onConfirm={onConfirm} onClose={vi.fn()}>
        Gone for good.
      </ConfirmDialog>,
    );
    await vi.waitFor(() => expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus());
    fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
    expect(onConfirm).toHaveBeenCalledOnce();
  });
});

describe('a message with undo', () => {
  it('undoes', async () => {
    const undo = vi.fn();
    show(<MessageStack />);
    notifyUndo('Done.', undo);
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(undo).toHaveBeenCalledOnce();
  });

  it('says so when the undoing is refused, also once the screen that offered it is gone', async () => {
    show(<MessageStack />);
    const refusal = Object.assign(new Error('The walk moved on.'), { title: 'Too late' });
    notifyUndo('Switched.', () => Promise.reject(refusal));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('The walk moved on.')).toBeVisible();
    expect(screen.getByText('Too late')).toBeVisible();
  });

  it('goes away when the offer is taken back, also before it is shown', async () => {
    show(<MessageStack />);
    const early = notifyUndo('Never there.', vi.fn());
    early();
    const later = notifyUndo('Overtaken soon.', vi.fn());
    expect(await screen.findByText('Overtaken soon.')).toBeVisible();
    expect(screen.queryByText('Never there.')).toBeNull();
    act(later);
    await vi.waitFor(() => expect(screen.queryByText('Overtaken soon.')).toBeNull());
  });
});

describe('copying', () => {
  it('works without the clipboard API, which plain-http addresses lack', async () => {
    const copied: string[] = [];
    vi.stubGlobal('navigator', { ...navigator, clipboard: undefined });
    document.execCommand = () => {
      const field = document.activeElement;
      if (field instanceof HTMLTextAreaElement) copied.push(field.value);
      return true;
    };
    show(<CopyButton text="the link" />);
    fireEvent.click(screen.getByRole('button'));
    expect(await screen.findByText('Copied')).toBeVisible();
    expect(copied).toEqual(['the link']);
    vi.unstubAllGlobals();
  });
});

describe('words that people wrote', () => {
  it('are never read as markup', () => {
    show(<Words text={'<img src=x onerror=alert(1)>\nsecond line'} />);
    expect(screen.getByText(/<img src=x/)).toBeVisible();
    expect(document.querySelector('img')).toBeNull();
  });
});
