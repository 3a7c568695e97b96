import { createTheme, type MantineColorsTuple } from '@mantine/core';
import { strings } from './strings';

const spruce: MantineColorsTuple = [
  '#ecf6f3',
  '#d8eae4',
  '#aed5c9',
  '#82bfad',
  '#5dab95',
  '#429b83',
  '#2f8a73',
  '#1f6f5c',
  '#185849',
  '#0f4338',
];
const stone: MantineColorsTuple = [
  '#f6f8f7',
  '#eef1f0',
  '#e1e6e4',
  '#cfd6d3',
  '#b3bcb9',
  '#8d9894',
  '#5c6763',
  '#4b5552',
  '#333b39',
  '#1f2625',
];
const brick: MantineColorsTuple = [
  '#fdf2f0',
  '#f9e0dc',
  '#f2bdb6',
  '#e9968c',
  '#de6f63',
  '#d15145',
  '#c43e33',
  '#b02f27',
  '#92251f',
  '#741c18',
];
const slate: MantineColorsTuple = [
  '#dce3e1',
  '#b9c3c0',
  '#93a09c',
  '#65716e',
  '#465150',
  '#353f3e',
  '#262e2e',
  '#1b2222',
  '#151b1b',
  '#0f1414',
];

/** Amber in place of the library's yellow, whose words are too pale to read on white. */
const amber: MantineColorsTuple = [
  '#fdf6e3',
  '#faecc8',
  '#f3da96',
  '#e9c25e',
  '#d9a836',
  '#bd8a14',
  '#96690a',
  '#805805',
  '#664504',
  '#4f3503',
];

const rowHeight = { '--input-height': 'var(--rf-row)', '--button-height': 'var(--rf-row)' };
const sized = (props: { size?: unknown }): boolean => props.size !== undefined && props.size !== 'sm';

export const theme = createTheme({
  black: '#1a2221',
  primaryColor: 'spruce',
  primaryShade: { light: 7, dark: 7 },
  colors: { spruce, gray: stone, dark: slate, red: brick, yellow: amber },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace',
  headings: {
    fontWeight: '620',
    sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.125rem' }, h3: { fontSize: '1rem' } },
  },
  defaultRadius: 'sm',
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: {
      vars: (_: unknown, props: { size?: unknown }) => ({
        root: sized(props) ? {} : { '--button-height': rowHeight['--button-height'] },
      }),
    },
    Input: {
      vars: (_: unknown, props: { size?: unknown }) => ({
        wrapper: sized(props) ? {} : { '--input-height': rowHeight['--input-height'] },
      }),
    },
    Modal: {
      defaultProps: {
        centered: true,
        // At once: what is typed right after the key that opens a dialog goes into it.
        transitionProps: { duration: 0 },
        overlayProps: { backgroundOpacity: 0.45 },
        closeButtonProps: { 'aria-label': strings.text('close') },
      },
    },
    Table: { defaultProps: { verticalSpacing: 0, highlightOnHover: true } },
    // The placeholder that takes the first focus is no child that a menu may have.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Tooltip: {
      defaultProps: { openDelay: 400, withArrow: true, events: { hover: true, focus: true, touch: false } },
    },
  },
});
