import { useMediaQuery } from "@mantine/hooks";
import { Notifications } from "@mantine/notifications";

import styles from "./Toasts.module.css";

/**
 * Where toasts appear: at the top, beside the name of the center, where the window has room for both; in narrow ones at
 * the foot, because at the top they would lie over the title, the one main action, and the close button of a dialog.
 */
export function Toasts() {
  const narrow = useMediaQuery("(max-width: 700px)", false, { getInitialValueInEffect: false });
  return <Notifications className={styles.toasts ?? ""} position={narrow ? "bottom-center" : "top-center"} limit={3} />;
}
