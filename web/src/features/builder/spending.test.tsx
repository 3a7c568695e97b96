import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AiQuota } from '@/api/ai';
import type { Estimate } from '@/api/builder';
import { show } from '@/test/render';
import { serverForTests } from '@/test/server';
import { isUsedUp, sourceOf } from './making';
import { spentInWords } from './QuotaDisplay';
import { open } from './store';
import { takesInWords } from './Takes';
import { BUILD } from './testBuild';
import { Wizard } from './Wizard';

const server = serverForTests();
const TAKES = { calls: 1, tokens: 2950, cost: 0.00051 };
const ESTIMATE: Estimate = {
  source: 'model',
  label: BUILD.quota.label,
  scaffold: TAKES,
  branch: { ...TAKES, cost: 0.00074 },
  branches: { calls: 6, tokens: 23_460, cost: 0.00293 },
  flow: { calls: 7, tokens: 26_410, cost: 0.00344 },
};
const SPENT: AiQuota = { ...BUILD.quota, flows: { used: 100, limit: 100, left: 0 } };

beforeEach(() => {
  open(null);
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
});

function begin(quota: AiQuota): { sent: () => unknown } {
  let sent: unknown = null;
  server.use(
    http.get('*/api/v1/flows/categories', () => HttpResponse.json([])),
    http.get('*/api/v1/ai/quota', () => HttpResponse.json(quota)),
    http.get('*/api/v1/ai/estimate', () => HttpResponse.json(ESTIMATE)),
    http.post('*/api/v1/ai/flow-builder/conversations', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json(BUILD, { status: 201 });
    }),
    http.post('*/scaffold', () => HttpResponse.json(BUILD)),
  );
  show(<Wizard run="new" begun={() => undefined} saved={() => undefined} close={() => undefined} />);
  return { sent: () => sent };
}

/** At once: typing letter by letter takes a slow machine too long. */
async function write(name: string | RegExp, words: string): Promise<void> {
  await userEvent.click(screen.getByRole('textbox', { name }));
  await userEvent.paste(words);
}

describe('before anything is spent', () => {
  it('says what a flow and what the next step will take, and who makes it', async () => {
    begin(BUILD.quota);
    expect(await screen.findByText(/A flow of six branches: about \$0\.0034\. 100 flows left/)).toBeVisible();
    const button = screen.getByRole('button', { name: /Propose branches/ });
    await waitFor(() => expect(button).toHaveAccessibleDescription('about $0.0005'));
    await userEvent.click(screen.getByRole('radio', { name: 'Built-in playbook, no AI' }));
    expect(button).not.toHaveAccessibleDescription();
  });

  it('begins with the playbook where the plan is used up', async () => {
    const { sent } = begin(SPENT);
    expect(await screen.findByRole('radio', { name: BUILD.quota.label })).toBeDisabled();
    expect(screen.getByRole('radio', { name: 'Built-in playbook, no AI' })).toBeChecked();
    await write(/What is the flow called/, 'VPN');
    await userEvent.click(screen.getByRole('button', { name: /Propose branches/ }));
    await waitFor(() => expect(sent()).toMatchObject({ name: 'VPN', source: 'playbook' }));
  });
});

describe('what things take, in words', () => {
  it('names tokens where the price is not known', () => {
    const unknown = { ...ESTIMATE, branches: { calls: 6, tokens: 23_460, cost: null } };
    expect(takesInWords(unknown, 'branches')).toBe('price not known, about 23,460 tokens');
    expect(takesInWords(ESTIMATE, 'branches')).toBe('about $0.0029');
    expect(takesInWords(undefined, 'flow')).toBe('');
  });

  it('says what was really spent', () => {
    const spent = { calls: 2, counted: 2, cost: 0.0012, unpriced: 0, tokens: 6000 };
    expect(spentInWords(spent)).toBe('$0.0012 so far');
    expect(spentInWords({ ...spent, unpriced: 1 })).toBe(
      '$0.0012 so far, and calls whose price is not known',
    );
    expect(spentInWords({ ...spent, cost: 0, unpriced: 2 })).toBe('Price not known, 6,000 tokens so far');
  });
});

describe('whether a model may be asked', () => {
  it('counts a flow once: the last one goes on though no other is left', () => {
    expect(isUsedUp(SPENT, false)).toBe(true);
    expect(isUsedUp(SPENT, true)).toBe(false);
    expect(isUsedUp({ ...BUILD.quota, trouble: 'quota_spent' }, true)).toBe(true);
    expect(isUsedUp({ ...SPENT, source: 'playbook' }, false)).toBe(false);
  });

  it('stays with the playbook that a flow was begun with', () => {
    expect(sourceOf('playbook', BUILD.quota)).toBe('playbook');
    expect(sourceOf('playbook', { ...BUILD.quota, playbook_too: false })).toBe('model');
    expect(sourceOf(null, BUILD.quota)).toBe('model');
  });
});
