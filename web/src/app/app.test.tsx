import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Me } from '@/api/me';
import { roleName } from '@/api/roles';
import { listenForKeys } from '@/lib/keys/listen';
import { show } from '@/test/render';
import { problem, serverForTests } from '@/test/server';
import './App';
import { navFor } from './nav';
import { queryClient } from './queryClient';
import { router } from './router';

const server = serverForTests();

function person(role: Me['account_role'], permissions: Me['permissions']): Me {
  return {
    id: '0199b8a0-0000-7000-8000-000000000001',
    account_id: '0199b8a0-0000-7000-8000-000000000002',
    account_name: 'Northwind IT',
    email: 'olive@example.com',
    name: 'Olive',
    account_role: role,
    can_cover_l1: false,
    time_zone: null,
    preferences: {},
    permissions,
    l1_categories: null,
    mail_configured: false,
    version: 1,
  };
}

const owner = person('owner', ['manage_account', 'read_library', 'do_l1_work', 'read_all_walks']);

async function open(address: string): Promise<void> {
  queryClient.clear();
  router.update({ ...router.options, history: createMemoryHistory({ initialEntries: [address] }) });
  show(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  await act(() => router.load());
}

const noWalks = http.get('*/api/v1/l1/sessions', () => HttpResponse.json({ items: [], next: null }));
const nothingUnread = http.get('*/api/v1/notifications/unread', () => HttpResponse.json({ unread: 0 }));
beforeEach(() => server.use(noWalks, nothingUnread));

const address = (): string => router.state.location.href;

describe('the navigation', () => {
  it('shows each role its own places', () => {
    const manage = ['/people', '/audit'];
    expect(navFor(owner).map(({ to }) => to)).toEqual(expect.arrayContaining(manage));
    const viewer = navFor(person('viewer', ['read_library', 'read_analytics'])).map(({ to }) => to);
    expect(viewer.filter((to) => manage.includes(to))).toEqual([]);
    expect(viewer).toContain('/settings');
  });

  it('has a letter of its own for each place', () => {
    const letters = navFor(person('owner', [...owner.permissions, 'edit_flows', 'use_tickets'])).map(
      ({ letter }) => letter,
    );
    expect(new Set(letters).size).toBe(letters.length);
  });
});

describe('somebody who is not signed in', () => {
  beforeEach(() => server.use(http.get('*/api/v1/me', () => problem(401, 'not_signed_in'))));

  it('is sent to sign in, and from there to where they wanted to go', async () => {
    server.use(
      http.get('*/api/v1/setup', () => HttpResponse.json({ needed: false, token_needed: false })),
      http.post('*/api/v1/auth/sign-in', () => HttpResponse.json(owner)),
      http.get('*/api/v1/audit', () => HttpResponse.json({ items: [], next: null })),
      http.get('*/api/v1/users/directory', () => HttpResponse.json({ items: [], next: null })),
    );
    await open('/audit?action=user.sign_in');
    await userEvent.type(await screen.findByLabelText(/E-mail/), 'olive@example.com');
    expect(address()).toContain('/sign-in?next=');
    await userEvent.type(screen.getByLabelText(/^Password/), 'correct horse');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('heading', { name: 'Audit log' })).toHaveFocus();
    expect(address()).toBe('/audit?action=user.sign_in');
  });

  it('is told when the password is wrong, and stays', async () => {
    server.use(
      http.get('*/api/v1/setup', () => HttpResponse.json({ needed: false, token_needed: false })),
      http.post('*/api/v1/auth/sign-in', () => problem(401, 'wrong_credentials')),
    );
    await open('/sign-in?next=https%3A%2F%2Fevil.example');
    expect(router.state.location.search).toEqual({ next: undefined });
    await userEvent.type(await screen.findByLabelText(/E-mail/), 'olive@example.com');
    await userEvent.type(screen.getByLabelText(/^Password/), 'guess');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Why, and what to do.');
    expect(screen.getByLabelText(/E-mail/)).toHaveValue('olive@example.com');
  });

  it('is sent to set up a new installation, and asked for the token where one is needed', async () => {
    server.use(http.get('*/api/v1/setup', () => HttpResponse.json({ needed: true, token_needed: true })));
    await open('/');
    expect(await screen.findByLabelText(/Set-up token/)).toBeRequired();
    expect(address()).toBe('/setup');
  });
});

describe('somebody who is signed in', () => {
  beforeEach(() =>
    server.use(
      http.get('*/api/v1/me', () => HttpResponse.json(owner)),
      http.get('*/api/v1/setup', () => HttpResponse.json({ needed: false, token_needed: false })),
      http.get('*/api/v1/users', () => HttpResponse.json({ items: [], next: null })),
      http.get('*/api/v1/audit', () => HttpResponse.json({ items: [], next: null })),
      http.get('*/api/v1/users/directory', () => HttpResponse.json({ items: [], next: null })),
    ),
  );

  it('sees who they are, and goes places by g and a letter', async () => {
    const stop = listenForKeys();
    await open('/people');
    expect(await screen.findByText(new RegExp(roleName('owner')))).toBeVisible();
    expect(screen.getByRole('link', { name: 'People' })).toHaveAttribute('aria-current', 'page');
    await userEvent.keyboard('ga');
    await waitFor(() => expect(address()).toBe('/audit'));
    stop();
  });

  it('reads all shortcuts of the screen in the help sheet, made of its actions', async () => {
    const stop = listenForKeys();
    await open('/people');
    await screen.findByRole('heading', { name: 'People' });
    await userEvent.keyboard('?');
    const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    for (const words of ['Invite somebody', 'Go to Settings', 'Search this page'])
      expect(sheet).toHaveTextContent(words);
    stop();
  });

  it('finds an action by name in the commands, and Enter does it', async () => {
    const stop = listenForKeys();
    await open('/people');
    await screen.findByRole('heading', { name: 'People' });
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.type(await screen.findByRole('combobox'), 'audit{Enter}');
    await waitFor(() => expect(address()).toBe('/audit'));
    stop();
  });

  it('finds the search and the keys without knowing one', async () => {
    await open('/people');
    await screen.findByRole('heading', { name: 'People' });
    await userEvent.click(screen.getByRole('button', { name: 'Search…' }));
    const field = await screen.findByRole('combobox');
    expect(field).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await userEvent.click(screen.getByRole('button', { name: /^Your account/ }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Keyboard shortcuts' }));
    await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    await waitFor(() => expect(screen.getByRole('searchbox', { name: 'Find a shortcut' })).toHaveFocus());
  });

  it('is sent to sign in when the session ends, and the address is kept', async () => {
    await open('/people');
    await screen.findByRole('heading', { name: 'People' });
    server.use(http.get('*/api/v1/audit', () => problem(401, 'not_signed_in')));
    await act(() => router.navigate({ to: '/audit' }));
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeVisible();
    expect(router.state.location.search).toEqual({ next: '/audit' });
  });
});
