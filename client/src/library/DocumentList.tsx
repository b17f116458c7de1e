import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type LibraryDocument } from "../api/client";
import { DeletedRow } from "./DeletedRow";
import { DocumentFacts } from "./DocumentFacts";
import { DocumentRow } from "./DocumentRow";
import type { Kind } from "./kinds";
import { LibraryList, type ListProps } from "./LibraryList";
import { PutDialog } from "./PutDialog";
import { ofDocument, type Shelved } from "./shelf";

const isMade = ({ document: { state } }: LibraryDocument) => state === "waiting" || state === "converting";

/** The documents that are looked for. */
export function DocumentList({ kind, ...wanted }: ListProps & { kind: Kind | null }) {
  const { t } = useTranslation("library");
  const [putting, setPutting] = useState<Shelved | null>(null);
  return (
    <>
      <LibraryList
        wanted={wanted}
        what="documents"
        more={kind}
        texts={{
          list: t(wanted.deleted ? "deleted" : "documents"),
          empty: t(wanted.mayOrganize ? "empty" : "emptyMember"),
          emptyDeleted: t("emptyDeleted"),
          nothingFound: t("nothingFound", { search: wanted.search }),
          nothingOfThese: t("nothingOfThese"),
          showAll: t("showAll"),
          allMeetings: t("allMeetings"),
        }}
        load={async (asked) => {
          const { documents, next } = await api.documents({ ...asked, ...(kind ? { kind } : {}) });
          return { items: documents, next };
        }}
        isChanging={isMade}
        row={(item) =>
          wanted.deleted ? (
            <DeletedDocument key={item.document.id} item={item} />
          ) : (
            <DocumentRow
              key={item.document.id}
              item={item}
              onMeeting={wanted.onMeeting}
              onPut={wanted.mayOrganize ? setPutting : null}
            />
          )
        }
      />
      <PutDialog item={putting} onClose={() => setPutting(null)} />
    </>
  );
}

function DeletedDocument({ item }: { item: LibraryDocument }) {
  return (
    <DeletedRow
      item={ofDocument(item)}
      facts={(line: ReactNode) => <DocumentFacts item={item}>{line}</DocumentFacts>}
    />
  );
}
