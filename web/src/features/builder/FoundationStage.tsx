import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import { type Build, useSaveBuild, useStartBuild } from '@/api/builder';
import { fieldErrorsOf, isProblem, troubleOf } from '@/api/problem';
import { clearDraft, readDraft, writeDraft } from '@/lib/drafts';
import { useActions } from '@/lib/keys/useActions';
import { ErrorState } from '@/ui/ErrorState';
import { Keys } from '@/ui/Keys';
import classes from './builder.module.css';
import { Foot } from './Foot';
import { FoundationForm } from './FoundationForm';
import { EMPTY, type FoundationValues, faultsOf, shapeOf, valuesOf } from './foundation';
import type { Source } from './store';
import { strings } from './strings';
import { Takes } from './Takes';

const DRAFT = 'flow-build:new';

interface FoundationStageProps {
  /** Left out for a flow that is yet to begin. */
  build?: Build;
  /** Who is to make it, for a flow that is yet to begin. */
  source?: Source;
  begun: (build: Build) => void;
  next: () => void;
}

/** Stage 1: what the flow is to be about. What is typed is kept on this device until it is begun. */
export function FoundationStage({ build, source = 'playbook', begun, next }: FoundationStageProps) {
  const t = strings.useText();
  const [initialValues] = useState<FoundationValues>(() =>
    build ? valuesOf(build.foundation) : { ...EMPTY, ...readDraft<FoundationValues>(DRAFT)?.value },
  );
  const form = useForm<FoundationValues>({
    initialValues,
    validate: faultsOf,
    onValuesChange: (values) => {
      if (build === undefined) writeDraft(DRAFT, values);
    },
  });
  const start = useStartBuild((made) => {
    clearDraft(DRAFT);
    begun(made);
  });
  const save = useSaveBuild(build?.id ?? '', next);
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => element.current?.querySelector('input')?.focus(), []);
  const busy = start.isPending || save.isPending;
  const error = start.error ?? save.error;
  const onError = (refused: unknown): void => {
    if (isProblem(refused, 422)) form.setErrors(fieldErrorsOf(refused));
  };
  const submit = form.onSubmit((values) => {
    const change = shapeOf(values);
    if (build === undefined) start.mutate({ ...change, source }, { onError });
    else if (form.isDirty()) save.mutate({ change, version: build.version }, { onError });
    else next();
  });
  const words = build ? t('saveAndGoOn') : t('propose');
  useActions(
    [
      {
        id: 'builder.next',
        label: words,
        group: t('title'),
        keys: 'mod+Enter',
        run: () => element.current?.requestSubmit(),
      },
    ],
    'dialog',
  );
  return (
    <form ref={element} className={classes.fill} onSubmit={submit} noValidate>
      {error && <ErrorState trouble={troubleOf(error)} />}
      <FoundationForm form={form} />
      <Foot>
        <span className={classes.spend}>
          {!build && <Takes id="builder-takes" part="scaffold" source={source} />}
          <Button
            type="submit"
            loading={busy}
            aria-describedby={build ? undefined : 'builder-takes'}
            rightSection={<Keys keys="mod+Enter" />}
          >
            {words}
          </Button>
        </span>
      </Foot>
    </form>
  );
}
