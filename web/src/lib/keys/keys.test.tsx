import { fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/test/render';
import { usePreferences } from '../preferences';
import { listenForKeys } from './listen';
import { inWords, isSingleKey } from './match';
import { useActions } from './useActions';
import { useListKeys } from './useListKeys';

const run = vi.fn();
let stop: () => void;

function Actions({ keys, scope }: { keys: string; scope?: 'page' | 'dialog' }) {
  useActions([{ id: `test.${keys}`, label: keys, keys, run: () => run(keys) }], scope);
  return null;
}

function press(key: string, on: Element = document.body, more: KeyboardEventInit = {}): void {
  fireEvent.keyDown(on, { key, ...more });
}

beforeEach(() => {
  run.mockClear();
  usePreferences.setState({ shortcuts: true });
  stop = listenForKeys();
});
afterEach(() => stop());

describe('a single key', () => {
  it('runs its action', () => {
    show(<Actions keys="r" />);
    press('r');
    expect(run).toHaveBeenCalledExactlyOnceWith('r');
  });

  it.each([
    ['a text field', <input key="1" data-testid="field" />],
    ['a text area', <textarea key="2" data-testid="field" />],
    ['a choice', <select key="3" data-testid="field" />],
    ['a menu', <div key="4" role="menu" tabIndex={0} data-testid="field" />],
  ])('does nothing in %s', (_, field) => {
    show(
      <>
        <Actions keys="r" />
        {field}
      </>,
    );
    press('r', screen.getByTestId('field'));
    expect(run).not.toHaveBeenCalled();
  });

  it('runs on a checkbox, where nobody types', () => {
    show(
      <>
        <Actions keys="r" />
        <input type="checkbox" data-testid="field" />
      </>,
    );
    press('r', screen.getByTestId('field'));
    expect(run).toHaveBeenCalled();
  });

  it('does nothing with Ctrl held, so that the browser keeps its own shortcuts', () => {
    show(<Actions keys="r" />);
    press('r', document.body, { ctrlKey: true });
    expect(run).not.toHaveBeenCalled();
  });

  it('does nothing when single keys are switched off, while those with Ctrl go on', () => {
    usePreferences.setState({ shortcuts: false });
    show(
      <>
        <Actions keys="r" />
        <Actions keys="g r" />
        <Actions keys="mod+k" />
      </>,
    );
    press('r');
    press('g');
    press('r');
    press('k', document.body, { ctrlKey: true });
    expect(run.mock.calls).toEqual([['mod+k']]);
  });

  it('leaves Enter to the button that has the focus', () => {
    show(
      <>
        <Actions keys="Enter" />
        <button type="button">Go</button>
      </>,
    );
    press('Enter', screen.getByRole('button'));
    expect(run).not.toHaveBeenCalled();
  });
});

describe('two keys one after the other', () => {
  it('run their action, and the second alone does not', () => {
    show(<Actions keys="g h" />);
    press('h');
    expect(run).not.toHaveBeenCalled();
    press('g');
    press('h');
    expect(run).toHaveBeenCalledExactlyOnceWith('g h');
  });

  it('are forgotten after a while', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    show(<Actions keys="g h" />);
    press('g');
    vi.setSystemTime(Date.now() + 2_000);
    press('h');
    vi.useRealTimers();
    expect(run).not.toHaveBeenCalled();
  });
});

describe('an open dialog', () => {
  it('keeps keys from the page behind it', () => {
    show(
      <>
        <Actions keys="r" />
        <Actions keys="x" scope="dialog" />
        <div role="dialog" aria-modal="true" />
      </>,
    );
    press('r');
    press('x');
    expect(run.mock.calls).toEqual([['x']]);
  });
});

describe('an action', () => {
  it('is gone with the component that offered it', () => {
    const { unmount } = show(<Actions keys="r" />);
    unmount();
    press('r');
    expect(run).not.toHaveBeenCalled();
  });
});

describe('a list', () => {
  function List() {
    const list = useListKeys<HTMLUListElement>({ next: 'Next', previous: 'Previous', group: 'Lists' });
    return (
      <ul ref={list}>
        {['one', 'two'].map((name) => (
          <li key={name}>
            <button type="button" data-list-item>
              {name}
            </button>
          </li>
        ))}
      </ul>
    );
  }

  it('is walked with j and k and stops at its ends', () => {
    show(<List />);
    for (const [key, name] of [
      ['j', 'one'],
      ['j', 'two'],
      ['j', 'two'],
      ['k', 'one'],
      ['k', 'one'],
    ] as const) {
      press(key, document.activeElement ?? document.body);
      expect(screen.getByText(name)).toHaveFocus();
    }
  });
});

describe('keys in words', () => {
  it.each([
    ['g h', false, 'G then H'],
    ['mod+k', false, 'Ctrl K'],
    ['mod+k', true, '⌘ K'],
    ['Escape', false, 'Esc'],
  ])('%s on a Mac %s reads %s', (keys, mac, words) => {
    expect(inWords(keys, mac)).toBe(words);
  });

  it('know which of them are single', () => {
    expect(['?', 'g h', '1'].every(isSingleKey)).toBe(true);
    expect(['mod+k', 'Escape', 'mod+Enter'].some(isSingleKey)).toBe(false);
  });
});
