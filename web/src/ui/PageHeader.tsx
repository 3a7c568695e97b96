import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './ui.module.css';

interface PageHeaderProps {
  title: string;
  /** One sentence at most. */
  description?: ReactNode;
  actions?: ReactNode;
  /** Give false where something else takes the focus, as the intake box does. */
  takeFocus?: boolean;
}

/** The heading of a screen: names the window and takes the focus, so that a reader says where one is. */
export function PageHeader({ title, description, actions, takeFocus = true }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ResolutionFlow`;
  }, [title]);
  useEffect(() => {
    if (takeFocus) heading.current?.focus({ preventScroll: true });
  }, [takeFocus]);
  return (
    <Group component="header" justify="space-between" align="flex-start" className={classes.pageHeader}>
      <Stack gap={2} className={classes.pageWords}>
        <Title order={1} ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {description && (
          <Text c="dimmed" size="sm" component="div">
            {description}
          </Text>
        )}
      </Stack>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}
