import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, it } from 'vitest';
import type { Me } from '@/api/me';
import { show } from '@/test/render';
import { serverForTests } from '@/test/server';
import { AccountSettings } from './AccountSettings';
import { KeyDialog } from './KeyDialog';
import { L1Settings } from './L1Settings';
import { WebhookDialog } from './WebhookDialog';

const server = serverForTests();

beforeEach(() => {
  // The browser's list of fonts, which fields that grow listen to.
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
});

it('shows the thresholds that hold, with their scale, where the account has none of its own', async () => {
  const settings = {
    name: 'Northwind',
    match_threshold: 0.8,
    suggest_threshold: null,
    default_match_threshold: 0.6,
    default_suggest_threshold: 0.15,
    idle_limit_hours: 24,
    version: 1,
  };
  server.use(http.get('*/api/v1/account/settings', () => HttpResponse.json(settings)));
  show(<AccountSettings />);
  expect(await screen.findByText(/a walk starts without asking\. 0 to 1, now 0\.8\.$/)).toBeInTheDocument();
  expect(screen.getByText(/flows are offered for choice\. 0 to 1, now 0\.15\.$/)).toBeInTheDocument();
  expect(screen.getByLabelText('Suggest threshold')).toHaveAttribute(
    'placeholder',
    'The product’s own: 0.15',
  );
});

it('makes a key of the least role unless another is chosen', async () => {
  let sent: unknown = null;
  const me = { account_role: 'owner', permissions: [] } as unknown as Me;
  server.use(
    http.get('*/api/v1/me', () => HttpResponse.json(me)),
    http.post('*/api/v1/api-keys', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({ secret: 'rf_1' }, { status: 201 });
    }),
  );
  show(<KeyDialog onClose={() => undefined} />);
  await userEvent.click(await screen.findByRole('textbox', { name: /What is it for/ }));
  await userEvent.paste('Import');
  await userEvent.click(screen.getByRole('button', { name: 'Make a key' }));
  await waitFor(() => expect(sent).toMatchObject({ name: 'Import', role: 'viewer' }));
});

it('offers the categories that flows have', async () => {
  const l1 = { l1_categories: [], default_escalation_recipient_ids: [], version: 1 };
  server.use(
    http.get('*/api/v1/account/l1-settings', () => HttpResponse.json(l1)),
    http.get('*/api/v1/users/directory', () => HttpResponse.json({ items: [], next: null })),
    http.get('*/api/v1/flows/categories', () => HttpResponse.json([{ category: 'Printing', count: 3 }])),
  );
  show(<L1Settings />);
  await userEvent.click(await screen.findByRole('combobox', { name: /Categories for walks/ }));
  expect(await screen.findByRole('option', { name: 'Printing' })).toBeInTheDocument();
});

it('says under each field of a webhook what is wrong, and sends nothing', async () => {
  show(<WebhookDialog webhook={null} onClose={() => undefined} onMade={() => undefined} />);
  const send = await screen.findByRole('button', { name: 'Add a webhook' });
  expect(send.closest('form')).toHaveAttribute('novalidate');
  await userEvent.click(send);
  expect(await screen.findByText('Give it a name.')).toBeInTheDocument();
  expect(screen.getByText('Give its whole address; it begins with https://.')).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: /Name/ })).toHaveFocus();
});
