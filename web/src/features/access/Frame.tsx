import { Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { Logo } from '@/ui/Logo';
import classes from './Frame.module.css';

interface FrameProps {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
}

/** A screen for somebody who is not signed in. */
export function Frame({ title, intro, children }: FrameProps) {
  useEffect(() => {
    document.title = `${title} · ResolutionFlow`;
  }, [title]);
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Logo />
        <Stack gap={4} mt="lg" mb="md">
          <Title order={1}>{title}</Title>
          {intro && (
            <Text c="dimmed" size="sm">
              {intro}
            </Text>
          )}
        </Stack>
        {children}
      </div>
    </main>
  );
}
