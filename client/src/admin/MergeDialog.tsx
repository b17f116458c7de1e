import { Alert, Modal, Select } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type ListedUser } from "../api/client";
import dialogStyles from "../ui/dialogs.module.css";
import { useSessionExpiry } from "../ui/failures";
import { FormFoot } from "../ui/FormFoot";
import textStyles from "../ui/text.module.css";
import { useSearch } from "../ui/useSearch";
import { useToast } from "../ui/useToast";
import { nameOf } from "./names";

interface Props {
  /** Null while the dialog is closed. */
  user: ListedUser | null;
  onClose: () => void;
}

/** Makes two users one who are the same person, after one has read what that means. */
export function MergeDialog({ user, onClose }: Props) {
  const { t } = useTranslation("pages");
  return (
    <Modal
      opened={user !== null}
      onClose={onClose}
      title={user ? t("users.mergeHeading", { name: nameOf(user) }) : ""}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {user ? <Fields user={user} onClose={onClose} /> : null}
    </Modal>
  );
}

function Fields({ user, onClose }: { user: ListedUser; onClose: () => void }) {
  const { t } = useTranslation("pages");
  const showToast = useToast();
  const queries = useQueryClient();
  const { setTyped, search } = useSearch();
  const [chosen, setChosen] = useState<ListedUser | null>(null);
  const found = useQuery({
    queryKey: ["users", "merge", search],
    queryFn: () => api.users({ search, limit: 20 }),
    placeholderData: keepPreviousData,
  });
  const others = (found.data?.users ?? []).filter(({ userId }) => userId !== user.userId);
  const offered = chosen && !others.some(({ userId }) => userId === chosen.userId) ? [chosen, ...others] : others;
  // Who signs in stays: the account of the other one would end.
  const [into, merged] = chosen && (chosen.signsIn || !user.signsIn) ? [chosen, user] : [user, chosen];
  const merge = useMutation({
    mutationFn: (pair: { into: string; merged: string }) => api.mergeUsers(pair),
    onSuccess: async (one) => {
      onClose();
      showToast(t("users.merged", { name: nameOf(one) }));
      await queries.invalidateQueries({ queryKey: ["users"] });
    },
  });
  useSessionExpiry(merge.error);
  const labelOf = (one: ListedUser) =>
    [nameOf(one), one.email, ...one.externalIds.map(({ client, externalId }) => `${client}: ${externalId}`)]
      .filter((part, at, all) => part && all.indexOf(part) === at)
      .join(" · ");
  return (
    <div className={dialogStyles.content}>
      <Select
        label={t("users.sameAs")}
        size="md"
        data={offered.map((one) => ({ value: one.userId, label: labelOf(one) }))}
        value={chosen?.userId ?? null}
        onChange={(id) => setChosen(offered.find(({ userId }) => userId === id) ?? null)}
        searchable
        // The server has searched, in more than the label.
        filter={({ options }) => options}
        onSearchChange={(text) => setTyped(chosen && text === labelOf(chosen) ? "" : text)}
        nothingFoundMessage={t("users.nobody")}
        data-autofocus
      />
      {merged ? (
        <p className={textStyles.text}>{t("users.mergeMeaning", { merged: nameOf(merged), into: nameOf(into) })}</p>
      ) : null}
      {merged?.signsIn ? (
        <Alert color="yellow" variant="light">
          {t("users.accountEnds", { userId: merged.userId })}
        </Alert>
      ) : null}
      <FormFoot
        error={merge.error}
        pending={merge.isPending}
        back={t("schedule.back")}
        onBack={onClose}
        confirm={t("users.mergeButton")}
        onConfirm={() => merged && merge.mutate({ into: into.userId, merged: merged.userId })}
        danger
        disabled={!merged}
      />
    </div>
  );
}
