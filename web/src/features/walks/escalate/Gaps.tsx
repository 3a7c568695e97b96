import { Alert, Text, Textarea } from '@mantine/core';
import type { Ref } from 'react';
import { strings as common } from '../strings';
import classes from './escalate.module.css';
import type { Heading } from './headings';
import { strings } from './strings';

interface GapsProps {
  missing: readonly Heading[];
  override: string;
  onOverride: (reason: string) => void;
  onGoTo: (heading: Heading) => void;
  /** Sending was tried without saying why; once more sends it so. */
  asked: boolean;
  field: Ref<HTMLTextAreaElement>;
}

/** The soft gate: what is still empty, each a way to its field, and why it goes on all the same, if that can be said. */
export function Gaps({ missing, override, onOverride, onGoTo, asked, field }: GapsProps) {
  const c = common.useText();
  const t = strings.useText();
  return (
    <Alert color="yellow">
      <Text size="sm" component="div">
        {t('stillEmpty')}{' '}
        {missing.map((heading, index) => (
          <span key={heading}>
            {index > 0 && ', '}
            <button type="button" className={classes.toField} onClick={() => onGoTo(heading)}>
              {c(heading)}
            </button>
          </span>
        ))}
        . {t('fillOrSay')}
      </Text>
      <Textarea
        ref={field}
        mt="xs"
        description={asked && override.trim() === '' && c('overrideNeeded')}
        label={c('overrideReason')}
        autosize
        minRows={1}
        maxLength={20_000}
        value={override}
        onChange={(event) => onOverride(event.currentTarget.value)}
      />
    </Alert>
  );
}
