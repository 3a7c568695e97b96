import { ActionIcon, Group } from '@mantine/core';
import { useState } from 'react';
import { copyText } from '@/lib/clipboard';
import { IconCopy, IconEye } from '../icons';
import { notifyDone } from '../toast';
import classes from './facts.module.css';
import { isSecret } from './secrets';
import { strings } from './strings';

export interface FactPair {
  label: string;
  value: string;
}

/** Known facts to be read and copied, one line each; secrets are masked. */
export function FactList({ facts }: { facts: readonly FactPair[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map((fact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two facts may be the very same
        <Line key={index} fact={fact} />
      ))}
    </dl>
  );
}

function Line({ fact }: { fact: FactPair }) {
  const t = strings.useText();
  const secret = isSecret(fact.label);
  const [shown, setShown] = useState(!secret);
  const copy = async (): Promise<void> => {
    if (await copyText(fact.value)) notifyDone(t('copied'));
  };
  return (
    <div className={classes.fact}>
      <dt>{fact.label}</dt>
      <dd>
        <span>{shown ? fact.value : '••••••'}</span>
        <Group gap={2} wrap="nowrap" className={classes.lineTools}>
          {secret && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label={t(shown ? 'hide' : 'show', { label: fact.label })}
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
            >
              <IconEye />
            </ActionIcon>
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={t('copy', { label: fact.label })}
            onClick={() => void copy()}
          >
            <IconCopy />
          </ActionIcon>
        </Group>
      </dd>
    </div>
  );
}
