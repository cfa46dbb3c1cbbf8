import { createTheme, type MantineColorsTuple, Modal } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#e6f4f8',
  '#cfe7ee',
  '#a5d2df',
  '#6cc3dc',
  '#4bb0cd',
  '#2c93b0',
  '#16778f',
  '#0b5c73',
  '#084a5d',
  '#053745',
];

const night: MantineColorsTuple = [
  '#e7edf2',
  '#b2bfcb',
  '#94a3b1',
  '#6b7a88',
  '#3a4753',
  '#2a3641',
  '#1c252e',
  '#151c23',
  '#0d1217',
  '#080c10',
];

/** Mantine in the app's own clothes: one accent, one family, three sizes that follow the density. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 3 },
  colors: { petrol, dark: night },
  autoContrast: true,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--font)' },
  fontSizes: { xs: 'var(--small)', sm: 'var(--body)', md: 'var(--body)', lg: 'var(--large)', xl: 'var(--large)' },
  defaultRadius: 5,
  cursorType: 'pointer',
  components: {
    Modal: Modal.extend({ defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35 }, transitionProps: { duration: 90 } } }),
    Button: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
  },
});
