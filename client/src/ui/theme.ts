import {
  ActionIcon,
  Button,
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  Menu,
  Modal,
  Tooltip,
  type VariantColorsResolver,
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

/** Mantine's dark scale, from text to ground: the tokens of theme.css, with steps between them. */
const dark: MantineColorsTuple = [
  "#e8ecf4",
  "#c3cbd9",
  "#9aa6ba",
  "#6b7890",
  "#2b3342",
  "#262d3b",
  "#1f2531",
  "#1f2531",
  "#171b24",
  "#10131a",
];

/** On a filled ground the text is the token made for it: white is too pale on the accent of the dark mood. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  if (input.variant !== "filled") return colors;
  const color = input.color ?? input.theme.primaryColor;
  if (color === "accent") return { ...colors, color: "var(--on-accent)" };
  return color === "red" ? { ...colors, color: "var(--on-danger)" } : colors;
};

/** Where fingers tap, a tooltip would only stay in the way; the names are there for assistive technology all the same. */
const hovers = window.matchMedia("(hover: hover)").matches;

export const theme = createTheme({
  colors: { accent, dark },
  variantColorResolver,
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
    // What Mantine puts there to be focused first is no item, and nothing else may be in a menu.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    Modal: Modal.extend({
      styles: {
        content: { background: "var(--raised)" },
        header: { background: "var(--raised)" },
        title: { fontSize: 18, fontWeight: 600 },
      },
      defaultProps: {
        centered: true,
        radius: "lg",
        transitionProps: { duration: 140, transition: "fade" },
        // A header element in a window would count as a second banner of the page.
        attributes: { header: { role: "presentation" } },
      },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 350,
        transitionProps: { duration: 120 },
        events: { hover: hovers, focus: hovers, touch: false },
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
  "--mantine-color-accent-filled": "var(--accent)",
  "--mantine-color-accent-filled-hover": "color-mix(in srgb, var(--accent) 88%, var(--text))",
  "--mantine-color-accent-light": "var(--accent-soft)",
  "--mantine-color-accent-light-hover": "color-mix(in srgb, var(--accent-soft) 88%, var(--accent))",
  "--mantine-color-accent-light-color": "var(--accent)",
  "--mantine-color-yellow-light": "var(--warn-soft)",
  "--mantine-color-yellow-light-color": "var(--warn)",
  "--mantine-color-red-6": "var(--danger)",
  "--mantine-color-red-filled": "var(--danger)",
  "--mantine-color-red-filled-hover": "color-mix(in srgb, var(--danger) 88%, var(--text))",
  "--mantine-color-red-light": "var(--danger-soft)",
  "--mantine-color-red-light-hover": "color-mix(in srgb, var(--danger-soft) 88%, var(--danger))",
  "--mantine-color-red-light-color": "var(--danger)",
};

/** Binds the colors of Mantine to the tokens of theme.css. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: tokens, dark: tokens });
