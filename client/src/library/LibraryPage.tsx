import { SegmentedControl, Select, Tabs } from "@mantine/core";
import { IconFolders } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { AccountCorner } from "../account/AccountCorner";
import { api, type SignedInUser } from "../api/client";
import { ForSignedIn } from "../signin/ForSignedIn";
import { Page } from "../ui/Page";
import { SearchField } from "../ui/SearchField";
import { StorageUse, StorageWarning } from "../ui/StorageUse";
import lineStyles from "../ui/TitleLine.module.css";
import { useSearch } from "../ui/useSearch";
import { AddDocuments } from "./AddDocuments";
import { BoardList } from "./BoardList";
import { DocumentList } from "./DocumentList";
import { type Kind, KINDS } from "./kinds";
import styles from "./Library.module.css";
import type { MeetingFilter, Where } from "./meetingOf";

const SECTIONS = ["documents", "boards", "deleted"] as const;
const WHATS = ["documents", "boards"] as const;
const FOLDER = "folder ";
/** Names of folders are longer than the field of a phone is wide. */
const FOLDERS = { width: 280, position: "bottom-start" } as const;

/** The documents and whiteboards of all meetings of the signed-in person, also of those that are over, and of the library. */
export default function LibraryPage() {
  const { t } = useTranslation("library");
  return (
    <ForSignedIn icon={IconFolders} heading={t("heading")} text={t("signIn")}>
      {(user) => <Library user={user} />}
    </ForSignedIn>
  );
}

function Library({ user }: { user: SignedInUser }) {
  const { t } = useTranslation("library");
  const [section, setSection] = useState<(typeof SECTIONS)[number]>("documents");
  const [deletedWhat, setDeletedWhat] = useState<(typeof WHATS)[number]>("documents");
  const what = section === "deleted" ? deletedWhat : section;
  const { typed, setTyped, search } = useSearch();
  const [kind, setKind] = useState<Kind | null>(null);
  const [meeting, setMeeting] = useState<MeetingFilter | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const shelf = useQuery({ queryKey: ["library", "shelf"], queryFn: api.library });
  // What is deleted can be restored by those who can delete.
  const sections = user.mayOrganize ? SECTIONS : WHATS;
  const folders = shelf.data?.folders ?? [];
  const where = whereOf(chosen);
  const showAll = () => {
    setChosen(null);
    setTyped("");
    setKind(null);
    setMeeting(null);
  };
  const wanted = {
    deleted: section === "deleted",
    search,
    where,
    meeting,
    onMeeting: setMeeting,
    mayOrganize: user.mayOrganize,
    onAll: showAll,
  };
  return (
    <Page title={t("heading")} aside={<AccountCorner user={user} />}>
      <div className={lineStyles.titleLine}>
        <h1>{t("heading")}</h1>
        {user.mayOrganize && section === "documents" ? <AddDocuments folder={where.folder ?? ""} /> : null}
      </div>
      {user.mayOrganize ? <StorageWarning /> : null}
      <Tabs
        value={section}
        onChange={(value) => setSection(SECTIONS.find((one) => one === value) ?? "documents")}
        keepMounted={false}
      >
        <div className={styles.choice}>
          <Tabs.List>
            {sections.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(one === "boards" ? "boards.heading" : one)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Select
            className={styles.kind}
            aria-label={t("where.label")}
            placeholder={t("where.all")}
            comboboxProps={FOLDERS}
            data={[
              { value: "library", label: t("where.library") },
              { value: "meetings", label: t("where.meetings") },
              ...(folders.length > 0
                ? [
                    {
                      group: t("where.folders"),
                      items: folders.map(({ name }) => ({ value: FOLDER + name, label: name })),
                    },
                  ]
                : []),
            ]}
            value={chosen}
            onChange={setChosen}
            clearable
            clearButtonProps={{ "aria-label": t("where.all") }}
          />
          {what === "documents" ? (
            <Select
              className={styles.kind}
              aria-label={t("kind.label")}
              placeholder={t("kind.all")}
              data={KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
              value={kind}
              onChange={(value) => setKind(KINDS.find((one) => one === value) ?? null)}
              clearable
              clearButtonProps={{ "aria-label": t("kind.all") }}
            />
          ) : null}
          <SearchField
            className={styles.search}
            label={t(what === "boards" ? "boards.search" : "search")}
            value={typed}
            onChange={setTyped}
          />
        </div>
        {sections.map((one) => (
          <Tabs.Panel key={one} value={one}>
            {one === "deleted" ? (
              <SegmentedControl
                className={styles.whats}
                aria-label={t("deletedWhat")}
                data={WHATS.map((value) => ({ value, label: t(value === "boards" ? "boards.heading" : value) }))}
                value={deletedWhat}
                onChange={(value) => setDeletedWhat(WHATS.find((known) => known === value) ?? "documents")}
              />
            ) : null}
            {what === "boards" ? <BoardList {...wanted} /> : <DocumentList {...wanted} kind={kind} />}
          </Tabs.Panel>
        ))}
      </Tabs>
      {user.mayOrganize ? <StorageUse /> : null}
    </Page>
  );
}

function whereOf(chosen: string | null): Where {
  if (chosen === "library" || chosen === "meetings") return { place: chosen };
  return chosen?.startsWith(FOLDER) ? { folder: chosen.slice(FOLDER.length) } : {};
}
