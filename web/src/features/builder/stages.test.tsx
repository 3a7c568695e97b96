import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Build } from '@/api/builder';
import { show } from '@/test/render';
import { problem, serverForTests } from '@/test/server';
import { FoundationStage } from './FoundationStage';
import { ScaffoldStage } from './ScaffoldStage';
import { open } from './store';
import { BUILD } from './testBuild';

const server = serverForTests();
const ADDRESS = '*/api/v1/ai/flow-builder/conversations';

beforeEach(() => {
  open(null);
  // The browser's list of fonts, which fields that grow listen to.
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
});

/** At once: typing letter by letter takes a slow machine too long. */
async function write(name: string | RegExp, words: string): Promise<void> {
  await userEvent.click(screen.getByRole('textbox', { name }));
  await userEvent.paste(words);
}

describe('the foundation', () => {
  const stage = (begun: (build: Build) => void) =>
    show(<FoundationStage begun={begun} next={() => undefined} />);

  beforeEach(() => server.use(http.get('*/api/v1/flows/categories', () => HttpResponse.json([]))));

  it('sends symptoms line by line, and nothing without a name', async () => {
    let sent: unknown = null;
    server.use(
      http.post(ADDRESS, async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(BUILD, { status: 201 });
      }),
    );
    let begun = 0;
    stage(() => {
      begun += 1;
    });
    const user = userEvent.setup();
    await write('Symptoms', ' no paper \n\nbeeps');
    await user.click(screen.getByRole('button', { name: /Propose branches/ }));
    expect(await screen.findByText('Give the flow a name.')).toBeInTheDocument();
    expect(sent).toBeNull();
    await write(/What is the flow called/, 'Printer');
    await user.click(screen.getByRole('button', { name: /Propose branches/ }));
    await waitFor(() => expect(begun).toBe(1));
    expect(sent).toMatchObject({ name: 'Printer', symptoms: ['no paper', 'beeps'], audience: 'l1' });
  });

  it('keeps what was typed on this device until the flow is begun', async () => {
    const first = stage(() => undefined);
    await write(/What is the flow called/, 'VPN');
    first.unmount();
    stage(() => undefined);
    expect(screen.getByRole('textbox', { name: /What is the flow called/ })).toHaveValue('VPN');
  });

  it('says why when the plan is used up', async () => {
    server.use(
      http.post(ADDRESS, () => problem(429, 'quota_spent', { detail: 'It begins anew on 1 December.' })),
    );
    stage(() => undefined);
    await write(/What is the flow called/, 'VPN');
    await userEvent.click(screen.getByRole('button', { name: /Propose branches/ }));
    expect(await screen.findByText('It begins anew on 1 December.')).toBeInTheDocument();
  });
});

describe('proposing branches', () => {
  beforeEach(() => server.use(http.get('*/api/v1/ai/estimate', () => HttpResponse.json(null))));

  it('tells what failed, that nothing is lost, and lets the playbook go on', async () => {
    const asked: string[] = [];
    let turned = 0;
    show(
      <ScaffoldStage
        build={{ ...BUILD, failure: 'overloaded' }}
        source="model"
        propose={(source) => asked.push(source)}
        proposing={false}
        error={null}
        toPlaybook={() => {
          turned += 1;
        }}
        back={() => undefined}
        next={() => undefined}
      />,
    );
    expect(screen.getByRole('alert')).toHaveTextContent(/too much to do.*Nothing that you wrote/);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await userEvent.click(screen.getByRole('button', { name: 'Go on with the playbook' }));
    expect(asked).toEqual(['model', 'playbook']);
    expect(turned).toBe(1);
  });

  it('shows a change made elsewhere, with both ways out', async () => {
    server.use(
      http.patch(`${ADDRESS}/${BUILD.id}`, () => problem(412, 'conversation_changed')),
      http.get(`${ADDRESS}/${BUILD.id}`, () =>
        HttpResponse.json({ ...BUILD, version: 4, question: 'Which light is on?' }),
      ),
    );
    show(
      <ScaffoldStage
        build={BUILD}
        source="playbook"
        propose={() => undefined}
        proposing={false}
        error={null}
        back={() => undefined}
        next={() => undefined}
      />,
    );
    const question = screen.getByRole('textbox', { name: 'First question' });
    await userEvent.type(question, ' Mine');
    expect(await screen.findByText(/Changed elsewhere/)).toHaveTextContent(
      /You changed this in another window. There the first question is “Which light is on\?”/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Reload theirs' }));
    await waitFor(() => expect(question).toHaveValue('Which light is on?'));
  });
});
