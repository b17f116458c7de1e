import { Autocomplete, Modal, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api } from "../api/client";
import dialogStyles from "../ui/dialogs.module.css";
import { useSessionExpiry } from "../ui/failures";
import { FormFoot } from "../ui/FormFoot";
import { useToast } from "../ui/useToast";
import { CALLS, type Shelved } from "./shelf";

const LONGEST_TITLE = { document: 255, board: 80 } as const;
const AUDIENCES = ["owner", "group", "center"] as const;

interface Props {
  item: Shelved;
  opened: boolean;
  onClose: () => void;
}

/** Name and folder of what is in the library, and who may use it; of a whiteboard of a meeting its name alone. */
export function ChangeDialog({ item, opened, onClose }: Props) {
  const { t } = useTranslation(["library", "pages"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(item.meeting === null ? "change" : "rename")}
      closeButtonProps={{ "aria-label": t("pages:close") }}
    >
      <Fields item={item} onClose={onClose} />
    </Modal>
  );
}

function Fields({ item, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation("library");
  const showToast = useToast();
  const queries = useQueryClient();
  const [title, setTitle] = useState(item.title);
  const [folder, setFolder] = useState(item.folder);
  const [audience, setAudience] = useState(item.audience);
  const [group, setGroup] = useState(item.group);
  const inLibrary = item.meeting === null;
  const shelf = useQuery({ queryKey: ["library", "shelf"], queryFn: api.library, enabled: inLibrary });
  const groups = shelf.data?.groups ?? [];
  const change = useMutation({
    mutationFn: () =>
      CALLS[item.what].change(item.id, {
        title: title.trim(),
        ...(inLibrary ? { folder: folder.trim(), audience, ...(audience === "group" && group ? { group } : {}) } : {}),
      }),
    onSuccess: async () => {
      onClose();
      showToast(t("saved"));
      await queries.invalidateQueries({ queryKey: ["library"] });
    },
  });
  useSessionExpiry(change.error);
  const offered = AUDIENCES.filter((one) => one !== "group" || groups.length > 0 || item.audience === "group");
  return (
    <form
      className={dialogStyles.content}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <TextInput
        label={t("title")}
        size="md"
        maxLength={LONGEST_TITLE[item.what]}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        data-autofocus
      />
      {inLibrary ? (
        <>
          <Autocomplete
            label={t("folder")}
            description={t("folderHint")}
            size="md"
            maxLength={80}
            data={(shelf.data?.folders ?? []).map(({ name }) => name)}
            value={folder}
            onChange={setFolder}
          />
          <Select
            label={t("audience.label")}
            size="md"
            data={offered.map((one) => ({ value: one, label: t(`audience.${one}`) }))}
            value={audience}
            onChange={(value) => setAudience(AUDIENCES.find((one) => one === value) ?? "owner")}
            allowDeselect={false}
          />
        </>
      ) : null}
      {inLibrary && audience === "group" ? (
        <Select label={t("group")} size="md" data={groups} value={group} onChange={setGroup} searchable />
      ) : null}
      <FormFoot
        error={change.error}
        pending={change.isPending}
        back={t("cancel")}
        onBack={onClose}
        confirm={t("save")}
        disabled={title.trim() === "" || (audience === "group" && !group)}
      />
    </form>
  );
}
