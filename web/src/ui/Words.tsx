import { Text, type TextProps } from '@mantine/core';
import classes from './ui.module.css';

/** Text as people wrote it: line breaks kept, nothing read as markup. */
export function Words({ text, ...rest }: TextProps & { text: string }) {
  return (
    <Text component="div" className={classes.words} {...rest}>
      {text}
    </Text>
  );
}
