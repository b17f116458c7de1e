import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type LibraryBoard } from "../api/client";
import { BoardFacts, BoardRow } from "./BoardRow";
import { DeletedRow } from "./DeletedRow";
import { LibraryList, type ListProps } from "./LibraryList";
import { PutDialog } from "./PutDialog";
import { ofBoard, type Shelved } from "./shelf";

/** The whiteboards that are looked for. */
export function BoardList(wanted: ListProps) {
  const { t } = useTranslation("library");
  const [putting, setPutting] = useState<Shelved | null>(null);
  return (
    <>
      <LibraryList
        wanted={wanted}
        what="boards"
        more={null}
        texts={{
          list: t("boards.heading"),
          empty: t(wanted.mayOrganize ? "boards.empty" : "boards.emptyMember"),
          emptyDeleted: t("boards.emptyDeleted"),
          nothingFound: t("boards.nothingFound", { search: wanted.search }),
          nothingOfThese: t("boards.nothingOfThese"),
          showAll: t("boards.showAll"),
          allMeetings: t("boards.allMeetings"),
        }}
        load={async (asked) => {
          const { boards, next } = await api.boards(asked);
          return { items: boards, next };
        }}
        row={(item) =>
          wanted.deleted ? (
            <DeletedBoard key={item.board.id} item={item} />
          ) : (
            <BoardRow
              key={item.board.id}
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

function DeletedBoard({ item }: { item: LibraryBoard }) {
  return <DeletedRow item={ofBoard(item)} facts={(line: ReactNode) => <BoardFacts item={item}>{line}</BoardFacts>} />;
}
