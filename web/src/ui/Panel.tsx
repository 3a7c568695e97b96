import { Box, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './ui.module.css';

interface PanelProps {
  /** Makes the panel a named region. */
  title?: string;
  /** False where a table fills the panel to its edges. */
  padded?: boolean;
  children: ReactNode;
}

/** A surface on the page, named by its heading. */
export function Panel({ title, padded = true, children }: PanelProps) {
  const id = useId();
  return (
    <Box
      component="section"
      aria-labelledby={title ? id : undefined}
      className={classes.panel}
      data-padded={padded}
    >
      <div className={padded ? classes.padded : undefined}>
        {title && (
          <Title order={2} id={id} mb="sm">
            {title}
          </Title>
        )}
        {children}
      </div>
    </Box>
  );
}
