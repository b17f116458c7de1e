/** Frames after which nothing more is waited for: a second. */
const PATIENCE = 60;

/** Where what had the focus is gone, gives it to the heading of the page, so that a screen reader reads what is there now. */
export function focusMain(): void {
  let frames = 0;
  const attempt = () => {
    if (document.activeElement && document.activeElement !== document.body) return;
    const target = document.querySelector<HTMLElement>("main h1") ?? document.querySelector<HTMLElement>("main");
    if (target) {
      if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
      target.focus();
    } else if ((frames += 1) < PATIENCE) requestAnimationFrame(attempt);
  };
  requestAnimationFrame(attempt);
}
