import { Anchor } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';
import { IconBack } from './icons';
import classes from './ui.module.css';

/** The way back to what a page belongs to, over the page's title. */
export const BackLink = createLink(({ children, ...rest }: ComponentPropsWithRef<'a'>) => (
  <Anchor size="sm" {...rest} className={classes.back}>
    <IconBack /> {children}
  </Anchor>
));
