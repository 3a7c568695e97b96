import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import { show } from '@/test/render';
import { problem, serverForTests } from '@/test/server';
import { FAULTS } from './faults';
import { SetupPage } from './SetupPage';

const server = serverForTests();

it.each([
  ['email', '', 'Give your e-mail address.'],
  ['email', 'ana', 'That is no e-mail address: it reads like ana@example.com.'],
  ['email', ' ana@example.com ', null],
  ['password', 'nine char', 'Too short: take at least 10 characters.'],
  ['password', 'ten chars!', null],
  ['name', '  ', 'Give your name.'],
] as const)('%s %o', (field, value, words) => {
  expect(FAULTS[field](value)).toBe(words);
});

it('says under each field of set-up what is wrong, sends nothing, and goes to the first', async () => {
  let sent = 0;
  server.use(
    http.get('*/api/v1/setup', () => HttpResponse.json({ needed: true, token_needed: false })),
    http.post('*/api/v1/setup', () => {
      sent += 1;
      return problem(409, 'already_set_up');
    }),
  );
  const router = createRouter({
    routeTree: createRootRoute({ component: SetupPage }),
    history: createMemoryHistory(),
  });
  show(<RouterProvider router={router as never} />);
  const send = await screen.findByRole('button', { name: 'Set up and sign in' });
  expect(send.closest('form')).toHaveAttribute('novalidate');
  await userEvent.click(send);
  expect(await screen.findByText('Give the account a name.')).toBeInTheDocument();
  expect(screen.getByText('Too short: take at least 10 characters.')).toBeInTheDocument();
  const first = screen.getByRole('textbox', { name: /Account name/ });
  expect(first).toHaveFocus();
  expect(sent).toBe(0);
  for (const [name, words] of [
    [/Account name/, 'Northwind'],
    [/Your name/, 'Olga'],
    [/E-mail/, 'olga@example.com'],
  ] as const) {
    await userEvent.click(screen.getByRole('textbox', { name }));
    await userEvent.paste(words);
  }
  await userEvent.click(screen.getByLabelText(/^Password/));
  await userEvent.paste('correct horse');
  await userEvent.click(send);
  await waitFor(() => expect(sent).toBe(1));
});
