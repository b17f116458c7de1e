import { Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { IconDevices, IconFolders, IconKey, IconLanguage, IconLogout, IconUser } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { SignedInUser } from "../api/client";
import { SessionEnded } from "../signin/SessionEnded";
import { useSignOut } from "../signin/session";
import { avatarColor, initialsOf } from "../ui/initials";
import { useAddress } from "../ui/Page";
import styles from "./AccountCorner.module.css";
import { MOODS, moodOf } from "./moods";

const ICON = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

/** At the end of the line above each page of a signed-in person: initials, and a menu. */
export function AccountCorner({ user }: { user: SignedInUser }) {
  const { t } = useTranslation(["account", "pages"]);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const account = useAddress("account");
  const library = useAddress("library");
  return (
    <>
      <Menu position="bottom-end" width={272} shadow="md">
        <Menu.Target>
          <UnstyledButton className={styles.corner} aria-label={t("menu.open", { name: user.name })}>
            <span className={styles.initials} style={{ background: avatarColor(user.userId) }} aria-hidden>
              {initialsOf(user.name)}
            </span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} to={account} leftSection={<IconUser {...ICON} />}>
            <bdi className={styles.name}>{user.name}</bdi>
            <span className={styles.what}>{t("menu.account")}</span>
          </Menu.Item>
          <Menu.Item component={Link} to={`${account}#language`} leftSection={<IconLanguage {...ICON} />}>
            {t("menu.language")}
          </Menu.Item>
          <Menu.Item component={Link} to={`${account}#password`} leftSection={<IconKey {...ICON} />}>
            {t("menu.password")}
          </Menu.Item>
          <Menu.Item component={Link} to={`${account}#sessions`} leftSection={<IconDevices {...ICON} />}>
            {t("menu.sessions")}
          </Menu.Item>
          <Menu.Item component={Link} to={library} leftSection={<IconFolders {...ICON} />}>
            {t("pages:meetings.library")}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t("appearance.heading")}</Menu.Label>
          <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(moodOf(value))}>
            {MOODS.map((mood) => (
              <Menu.RadioItem key={mood} value={mood}>
                {t(`appearance.${mood}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconLogout {...ICON} />}
            closeMenuOnClick={false}
            disabled={signOut.isPending}
            onClick={() => signOut.mutate()}
          >
            {t("pages:signOut")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SessionEnded user={user} />
    </>
  );
}
