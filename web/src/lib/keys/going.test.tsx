import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/test/render';
import { usePreferences } from '../preferences';
import { keyedActions, perform } from './actions';
import { listenForKeys } from './listen';
import { useActions } from './useActions';
import { useOwnerOf } from './useOwnerOf';

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

describe('a digit with Alt', () => {
  const alt = (code: string, more: KeyboardEventInit = {}): KeyboardEventInit => ({
    altKey: true,
    code,
    ...more,
  });

  it('goes by its place on the keyboard, in a text field too', () => {
    show(
      <>
        <Actions keys="alt+1" />
        <input data-testid="field" />
      </>,
    );
    press('¡', screen.getByTestId('field'), alt('Digit1'));
    expect(run).toHaveBeenCalledExactlyOnceWith('alt+1');
  });

  it('is left to the number pad, which types signs by their number', () => {
    show(<Actions keys="alt+1" />);
    press('1', document.body, alt('Numpad1'));
    press('1', document.body, alt('Digit1', { ctrlKey: true }));
    expect(run).not.toHaveBeenCalled();
  });

  it('works while single keys are switched off', () => {
    usePreferences.setState({ shortcuts: false });
    show(<Actions keys="alt+1" />);
    press('1', document.body, alt('Digit1'));
    expect(run).toHaveBeenCalled();
  });
});

describe('a bracket', () => {
  it('is heard where it is typed with AltGr, which Windows reports as Ctrl and Alt', () => {
    show(<Actions keys="[" />);
    press('[', document.body, { altKey: true, ctrlKey: true, modifierAltGraph: true });
    expect(run).toHaveBeenCalledExactlyOnceWith('[');
  });
});

describe('over a dialog', () => {
  function Going() {
    useActions([{ id: 'go', label: 'Go', keys: 'alt+2', overDialogs: true, run: () => run('go') }], 'app');
    return <div role="dialog" aria-modal="true" />;
  }

  it('only what says so is done', () => {
    show(
      <>
        <Actions keys="r" />
        <Going />
      </>,
    );
    press('r');
    press('2', document.body, { altKey: true, code: 'Digit2' });
    expect(run).toHaveBeenCalledExactlyOnceWith('go');
  });
});

describe('what keys do here', () => {
  function Both() {
    useActions([{ id: 'page', label: 'Work', keys: 'w', run: () => run('page') }]);
    useActions([{ id: 'app', label: 'List', keys: ['w', 'alt+0'], run: () => run('app') }], 'app');
    return null;
  }

  it('gives a key to the action that it runs, and to no other', () => {
    show(<Both />);
    expect(keyedActions().map(({ action, keys }) => [action.id, keys])).toEqual([
      ['page', ['w']],
      ['app', ['alt+0']],
    ]);
    press('w');
    expect(run).toHaveBeenCalledExactlyOnceWith('page');
  });
});

describe('the owner of a key', () => {
  function New() {
    const [taken, setTaken] = useState(false);
    useActions([{ id: 'walk.new', label: 'New', keys: 'n', run: () => run('new') }], 'app');
    return (
      <>
        <output>{useOwnerOf('n')}</output>
        <button type="button" onClick={() => setTaken(!taken)}>
          Turn
        </button>
        {taken && <Page />}
      </>
    );
  }
  function Page() {
    useActions([{ id: 'page.next', label: 'Next', keys: 'n', run: () => run('next') }]);
    return null;
  }

  it('is the page while it takes the key, and changes with it at once', () => {
    show(<New />);
    const turn = screen.getByRole('button');
    expect(screen.getByRole('status')).toHaveTextContent('walk.new');
    fireEvent.click(turn);
    expect(screen.getByRole('status')).toHaveTextContent('page.next');
    fireEvent.click(turn);
    expect(screen.getByRole('status')).toHaveTextContent('walk.new');
  });

  it('may be done by a button far away, by its name', () => {
    show(<New />);
    perform('walk.new');
    perform('walk.unknown');
    expect(run).toHaveBeenCalledExactlyOnceWith('new');
  });
});
