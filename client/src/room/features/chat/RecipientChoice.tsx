import { Select } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { useRoom, useService, useSession } from "../../roomContext";
import type { Person } from "../../protocol.generated";
import { loadMorePeople, selectPeople, selectYourId } from "../people/public";
import { selectIsApart } from "../rights/public";
import styles from "./Chat.module.css";
import { chatService } from "./chatService";
import { reachable, type Target, TO_ALL } from "./chatSlice";

/** To whom the message goes: all, those who lead, or one of the others. An answer goes where the message went. */
export function RecipientChoice() {
  const { t } = useTranslation("room");
  const session = useSession();
  const service = useService(chatService);
  const apart = useRoom(selectIsApart);
  const chosen = useStore(service.draft, ({ target }) => target);
  const target = reachable(chosen, apart);
  const fixed = useStore(service.draft, ({ replyTo, editing }) => replyTo !== null || editing !== null);
  const editing = useStore(service.draft, ({ editing }) => editing !== null);
  const people = useRoom(selectPeople);
  const yourId = useRoom(selectYourId);
  const data = useMemo(() => {
    const gone = target.person && !people.has(target.person.id) ? [target.person] : [];
    return [
      ...(apart ? [] : [{ value: "all", label: t("chat.toAll") }]),
      { value: "presenters", label: t("chat.toPresenters") },
      ...[...gone, ...othersByName(people, yourId)].map(({ id, name }) => ({ value: `person:${id}`, label: name })),
    ];
  }, [people, yourId, target.person, apart, t]);
  if (editing) return null;
  const choose = (value: string | null, label = "") => service.write({ target: targetOf(value, label) });
  return (
    <div className={styles.to} data-private={target.audience !== "all" || undefined}>
      <label htmlFor="chat-recipient">{t("chat.to")}</label>
      <Select
        id="chat-recipient"
        className={styles.recipient ?? ""}
        size="xs"
        data={data}
        searchable
        limit={100}
        disabled={fixed}
        allowDeselect={false}
        nothingFoundMessage={t("people.nobodyFound")}
        onDropdownOpen={() => loadMorePeople(session)}
        value={target.person ? `person:${target.person.id}` : target.audience}
        onChange={(value, option) => choose(value, option?.label)}
      />
    </div>
  );
}

function othersByName(people: ReadonlyMap<string, Person>, yourId: string | null): Person[] {
  const order = new Intl.Collator();
  return [...people.values()]
    .filter(({ id }) => id !== yourId)
    .sort((one, other) => order.compare(one.name, other.name));
}

function targetOf(value: string | null, name: string): Target {
  if (value === "presenters") return { audience: "presenters", person: null };
  if (value?.startsWith("person:")) return { audience: "person", person: { id: value.slice(7), name } };
  return TO_ALL;
}
