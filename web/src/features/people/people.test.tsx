import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import { show } from '@/test/render';
import { serverForTests } from '@/test/server';
import { PeoplePage } from './PeoplePage';

const server = serverForTests();

it('tells a technician who manages people, and offers nothing that is not theirs', async () => {
  server.use(
    http.get('*/api/v1/me', () =>
      HttpResponse.json({ account_role: 'l1_tech', permissions: ['do_l1_work'] }),
    ),
  );
  const router = createRouter({
    routeTree: createRootRoute({ component: PeoplePage }),
    history: createMemoryHistory(),
  });
  show(<RouterProvider router={router as never} />);
  expect(await screen.findByText(/^Admins and owners invite people.*L1 technician/)).toBeInTheDocument();
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.queryByRole('tab')).toBeNull();
});
