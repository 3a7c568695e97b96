import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { show } from '@/test/render';
import { FactList, type FactPair } from './FactList';
import { FactsEditor } from './FactsEditor';
import { isSecret } from './secrets';

describe('secrets among facts', () => {
  it.each(['Password', 'Admin pass phrase', 'Door PIN', 'API key', 'Wi-Fi passcode', 'Recovery key'])(
    'takes “%s” for one',
    (label) => expect(isSecret(label)).toBe(true),
  );

  it.each(['VPN', 'Mail', 'Spinning disk', 'Passenger list', 'Key contact', 'Out of hours'])(
    'takes “%s” for none',
    (label) => expect(isSecret(label)).toBe(false),
  );

  it('are masked until somebody asks', async () => {
    show(<FactList facts={[{ label: 'Door PIN', value: '4711' }]} />);
    expect(screen.queryByText('4711')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Show Door PIN' }));
    expect(screen.getByText('4711')).toBeVisible();
  });
});

function Keeper({ onChange, reply }: { onChange: (facts: FactPair[]) => void; reply?: FactPair[] }) {
  const [facts, setFacts] = useState<FactPair[]>([{ label: 'Mail', value: 'Exchange' }]);
  return (
    <>
      <FactsEditor
        facts={facts}
        onChange={(next) => {
          setFacts(next);
          onChange(next);
        }}
      />
      <button type="button" onClick={() => reply && setFacts(reply)}>
        reply
      </button>
    </>
  );
}

describe('editing facts', () => {
  it('keeps a line without a label to itself until it has one', async () => {
    const onChange = vi.fn();
    show(<Keeper onChange={onChange} />);
    await userEvent.click(screen.getByRole('button', { name: 'Add a fact' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Value 2' }), '6.2');
    expect(onChange).toHaveBeenLastCalledWith([{ label: 'Mail', value: 'Exchange' }]);
    expect(screen.getByText('Say what this is, or it is not kept.')).toBeVisible();
    await userEvent.type(screen.getByRole('textbox', { name: 'What 2' }), 'VPN');
    expect(onChange).toHaveBeenLastCalledWith([
      { label: 'Mail', value: 'Exchange' },
      { label: 'VPN', value: '6.2' },
    ]);
  });

  it('does not take a line away that is being typed when the saved ones come back', async () => {
    show(<Keeper onChange={vi.fn()} reply={[{ label: 'Mail', value: 'Exchange' }]} />);
    await userEvent.click(screen.getByRole('button', { name: 'Add a fact' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Value 2' }), '6.2');
    await userEvent.click(screen.getByRole('button', { name: 'reply' }));
    expect(screen.getByRole('textbox', { name: 'Value 2' })).toHaveValue('6.2');
  });

  it('shows what somebody else wrote', async () => {
    show(<Keeper onChange={vi.fn()} reply={[{ label: 'Mail', value: 'Gmail' }]} />);
    await userEvent.click(screen.getByRole('button', { name: 'reply' }));
    expect(screen.getByRole('textbox', { name: 'Value 1' })).toHaveValue('Gmail');
  });

  it('puts facts in order and takes them away', async () => {
    const onChange = vi.fn();
    show(<Keeper onChange={onChange} reply={undefined} />);
    await userEvent.click(screen.getByRole('button', { name: 'Add a fact' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'What 2' }), 'VPN');
    await userEvent.click(screen.getByRole('button', { name: 'Move VPN up' }));
    expect(onChange.mock.lastCall?.[0].map((fact: FactPair) => fact.label)).toEqual(['VPN', 'Mail']);
    await userEvent.click(screen.getByRole('button', { name: 'Remove Mail' }));
    expect(onChange.mock.lastCall?.[0].map((fact: FactPair) => fact.label)).toEqual(['VPN']);
  });
});
