import { Button, Menu, Skeleton } from "@mantine/core";
import { IconArrowMerge, IconUserX } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type ListedUser } from "../api/client";
import { useSessionExpiry } from "../ui/failures";
import { ListFailure, ShowMore } from "../ui/ListParts";
import listStyles from "../ui/lists.module.css";
import { MenuButton } from "../ui/MenuButton";
import { Page, useHome } from "../ui/Page";
import { SearchField } from "../ui/SearchField";
import lineStyles from "../ui/TitleLine.module.css";
import { useSearch } from "../ui/useSearch";
import { EraseDialog } from "./EraseDialog";
import { MergeDialog } from "./MergeDialog";
import { nameOf } from "./names";
import styles from "./UsersPage.module.css";

const PAGE = 50;

/** All people of the center, for its administrators: who sign in, and whom programs have named. */
export default function UsersPage() {
  const { t } = useTranslation("pages");
  const home = useHome();
  const { typed, setTyped, search } = useSearch();
  const [merging, setMerging] = useState<ListedUser | null>(null);
  const [erasing, setErasing] = useState<ListedUser | null>(null);
  const list = useInfiniteQuery({
    queryKey: ["users", search],
    queryFn: ({ pageParam }) => api.users({ search, cursor: pageParam, limit: PAGE }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  useSessionExpiry(list.error);
  const users = list.data?.pages.flatMap((page) => page.users) ?? [];
  return (
    <Page
      title={t("users.heading")}
      aside={
        <Button component={Link} to={home} variant="subtle" color="gray">
          {t("goodbye.toMeetings")}
        </Button>
      }
    >
      <div className={lineStyles.titleLine}>
        <h1>{t("users.heading")}</h1>
        <SearchField className={styles.search} label={t("users.search")} value={typed} onChange={setTyped} />
      </div>
      {list.isPending ? <Skeleton height={72} radius="lg" /> : null}
      {list.error && !list.data ? <ListFailure list={list} /> : null}
      {list.data && users.length === 0 ? (
        <div className={listStyles.empty}>
          <p>{t("users.nothingFound", { search })}</p>
          <Button variant="light" size="md" onClick={() => setTyped("")}>
            {t("users.showAll")}
          </Button>
        </div>
      ) : null}
      {users.length > 0 ? <UserTable users={users} onMerge={setMerging} onErase={setErasing} /> : null}
      <ShowMore list={list} />
      <MergeDialog user={merging} onClose={() => setMerging(null)} />
      <EraseDialog user={erasing} onClose={() => setErasing(null)} />
    </Page>
  );
}

interface TableProps {
  users: ListedUser[];
  onMerge: (user: ListedUser) => void;
  onErase: (user: ListedUser) => void;
}

function UserTable({ users, onMerge, onErase }: TableProps) {
  const { t } = useTranslation("pages");
  // As cards on a phone the rows would lose their meaning as a table: the roles keep it, whatever the style.
  return (
    <table className={styles.users} role="table" aria-label={t("users.heading")}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {t("users.column.name")}
          </th>
          <th role="columnheader" scope="col">
            {t("users.column.role")}
          </th>
          <th role="columnheader" scope="col">
            {t("users.column.email")}
          </th>
          <th role="columnheader" scope="col">
            {t("users.column.programs")}
          </th>
          <td role="cell" />
        </tr>
      </thead>
      <tbody role="rowgroup">
        {users.map((user) => (
          <tr role="row" key={user.userId}>
            <td role="cell">
              <bdi className={styles.name}>{nameOf(user)}</bdi>
              {user.signsIn && user.userId !== nameOf(user) ? <bdi className={styles.about}>{user.userId}</bdi> : null}
              {user.active ? null : <span className={styles.about}>{t("users.inactive")}</span>}
            </td>
            <td role="cell" data-label={t("users.column.role")}>
              {user.signsIn ? t(`users.role.${user.role}`) : t("users.noSignIn")}
            </td>
            <td role="cell" data-label={user.email ? t("users.column.email") : undefined}>
              <bdi>{user.email}</bdi>
            </td>
            <td role="cell" data-label={user.externalIds.length > 0 ? t("users.column.programs") : undefined}>
              {user.externalIds.map(({ client, externalId }) => (
                <span key={`${client} ${externalId}`} className={styles.external}>
                  <bdi>{client}</bdi>: <bdi>{externalId}</bdi>
                </span>
              ))}
            </td>
            <td role="cell" className={styles.actions}>
              <Menu position="bottom-end" width={260} shadow="md">
                <Menu.Target>
                  <MenuButton title={nameOf(user)} />
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item
                    leftSection={<IconArrowMerge size={18} stroke={1.75} aria-hidden />}
                    onClick={() => onMerge(user)}
                  >
                    {t("users.merge")}
                  </Menu.Item>
                  <Menu.Divider />
                  <Menu.Item
                    color="red"
                    leftSection={<IconUserX size={18} stroke={1.75} aria-hidden />}
                    onClick={() => onErase(user)}
                  >
                    {t("users.erase.action")}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
