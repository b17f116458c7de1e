import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";

/** A function that says for a moment, beside everything else, that something was done, or was not. */
export function useToast(): (message: string, kind?: "done" | "failed") => void {
  const { t } = useTranslation("pages");
  return (message, kind = "done") => {
    notifications.show({
      message,
      color: kind === "failed" ? "red" : "accent",
      closeButtonProps: { "aria-label": t("close") },
    });
  };
}
