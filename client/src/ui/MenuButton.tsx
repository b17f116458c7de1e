import { ActionIcon, type ActionIconProps } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";

interface Props extends ActionIconProps, Pick<ComponentProps<"button">, "ref"> {
  /** What the menu is of. */
  title: string;
}

/** The button of the menu of a row, as the `Menu.Target` of that. */
export function MenuButton({ title, ...target }: Props) {
  const { t } = useTranslation("pages");
  return (
    <ActionIcon size={44} aria-label={t("menu.of", { title })} {...target}>
      <IconDots size={20} stroke={1.75} aria-hidden />
    </ActionIcon>
  );
}
