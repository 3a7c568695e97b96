import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { giveFocusBack } from './focusBack';

let stop: () => void;

function add(parent: Element, html: string): HTMLElement {
  parent.insertAdjacentHTML('beforeend', html);
  return parent.lastElementChild as HTMLElement;
}

function dialog(): { portal: HTMLElement; field: HTMLElement } {
  const portal = add(document.body, '<div><div><section aria-modal="true"><input></section></div></div>');
  return { portal, field: portal.querySelector('input') as HTMLElement };
}

beforeEach(() => {
  stop = giveFocusBack();
});
afterEach(() => {
  stop();
  document.body.innerHTML = '';
});

describe('the focus', () => {
  it('goes back to what had it before, when the dialog is gone', async () => {
    const before = add(document.body, '<h2 tabindex="-1">Asked</h2>');
    before.focus();
    const { portal, field } = dialog();
    field.focus();
    portal.firstElementChild?.remove();
    await vi.waitFor(() => expect(document.activeElement).toBe(before));
  });

  it('stays where something else has put it meanwhile', async () => {
    add(document.body, '<button>Before</button>').focus();
    const next = add(document.body, '<button>Next</button>');
    const { portal, field } = dialog();
    field.focus();
    portal.remove();
    next.focus();
    await new Promise((done) => setTimeout(done));
    expect(document.activeElement).toBe(next);
  });

  it('goes from a dialog over a dialog to the one below, then to the page', async () => {
    const before = add(document.body, '<button>Before</button>');
    before.focus();
    const below = dialog();
    below.field.focus();
    const above = dialog();
    above.field.focus();
    above.portal.remove();
    await vi.waitFor(() => expect(document.activeElement).toBe(below.field));
    below.portal.remove();
    await vi.waitFor(() => expect(document.activeElement).toBe(before));
  });
});
