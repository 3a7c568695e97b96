import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ImportFile, useImportFlows } from '@/api/flowImports';
import type { ChosenFile } from './files';
import { asSent, useCorrecting } from './useCorrecting';

export interface Wishes {
  publish: boolean;
  replace_drafts: boolean;
}

/** What was chosen and asked for, and the way from looking to making. */
export function useImporting() {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<readonly ChosenFile[]>([]);
  const [wishes, setWishes] = useState<Wishes>({ publish: false, replace_drafts: false });
  const [asked, setAsked] = useState<readonly ImportFile[]>([]);
  const [preview, setPreview] = useState<string | null>(null);
  const correcting = useCorrecting();
  const look = useImportFlows();
  const make = useImportFlows();

  const lookAt = (files: readonly ImportFile[]): void => {
    const given = files.map(({ name, content, format }) => ({ name, content, format: format ?? null }));
    setAsked(given);
    correcting.begin(given);
    look.mutate({ files: given, ...wishes, preview: true }, { onSuccess: (state) => setPreview(state.id) });
  };
  const run = (): void =>
    make.mutate(
      { files: [...asked], ...wishes, ...asSent(correcting), preview: false },
      {
        onSuccess: (state) => void navigate({ to: '/flows/import', search: { run: state.id } }),
      },
    );
  return {
    chosen,
    setChosen,
    wishes,
    setWishes,
    preview,
    correcting,
    leavePreview: () => setPreview(null),
    lookAt,
    run,
    looking: look.isPending,
    lookError: look.error,
    running: make.isPending,
    runError: make.error,
  };
}

export type Importing = ReturnType<typeof useImporting>;
