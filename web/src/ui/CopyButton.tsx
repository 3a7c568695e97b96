import { Button, type ButtonProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { copyText } from '@/lib/clipboard';
import { IconCheck, IconCopy } from './icons';
import { strings } from './strings';
import { notifyProblem } from './toast';

interface CopyButtonProps extends ButtonProps {
  text: string;
  label?: string;
}

export function CopyButton({ text, label, ...rest }: CopyButtonProps) {
  const t = strings.useText();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    const done = await copyText(text);
    setCopied(done);
    if (!done) notifyProblem(t('copyFailed'));
  };
  return (
    <Button
      variant="default"
      leftSection={copied ? <IconCheck /> : <IconCopy />}
      onClick={() => void copy()}
      {...rest}
    >
      <span aria-live="polite">{copied ? t('copied') : (label ?? t('copy'))}</span>
    </Button>
  );
}
