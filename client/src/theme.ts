import {
  ActionIcon,
  Button,
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  Modal,
  Tooltip,
} from "@mantine/core";

/** The accent from pale to deep; 4 is the accent on dark, 6 the accent on light. */
const accent: MantineColorsTuple = [
  "#eef2ff",
  "#dbe4ff",
  "#bfcdff",
  "#9db3ff",
  "#7c9cff",
  "#5479f5",
  "#2f5bea",
  "#254acb",
  "#1f3fa8",
  "#1a3485",
];

export const theme = createTheme({
  colors: { accent },
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif',
  headings: { fontFamily: "inherit", fontWeight: "650" },
  defaultRadius: "md",
  radius: { md: "10px", lg: "14px" },
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray" } }),
    Button: Button.extend({ defaultProps: { fw: 550 } }),
    Modal: Modal.extend({
      defaultProps: { centered: true, radius: "lg", transitionProps: { duration: 140, transition: "fade" } },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 350,
        transitionProps: { duration: 120 },
        events: { hover: true, focus: true, touch: false },
      },
    }),
  },
});

const tokens = {
  "--mantine-color-body": "var(--ground)",
  "--mantine-color-text": "var(--text)",
  "--mantine-color-dimmed": "var(--muted)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-color": "var(--text)",
  "--mantine-color-default-border": "var(--line)",
  "--mantine-color-error": "var(--danger)",
  "--mantine-color-placeholder": "var(--muted)",
  "--mantine-color-anchor": "var(--accent)",
  "--mantine-primary-color-filled": "var(--accent)",
  "--mantine-primary-color-contrast": "var(--on-accent)",
};

/** Binds the colors of Mantine to the tokens of theme.css. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: tokens, dark: tokens });
