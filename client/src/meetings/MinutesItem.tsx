import { Menu } from "@mantine/core";
import { IconFileText } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useMinutesAddress } from "../ui/useMinutesAddress";

/** The way from a meeting's menu to its minutes. */
export function MinutesItem({ mid }: { mid: string }) {
  const { t } = useTranslation("pages");
  const minutesAddress = useMinutesAddress();
  return (
    <Menu.Item
      component={Link}
      to={minutesAddress(mid)}
      leftSection={<IconFileText size={18} stroke={1.75} aria-hidden="true" />}
    >
      {t("menu.minutes")}
    </Menu.Item>
  );
}
