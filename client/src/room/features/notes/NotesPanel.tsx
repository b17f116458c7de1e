import { Alert, Loader } from "@mantine/core";
import { useMounted } from "@mantine/hooks";
import type { Node } from "@tiptap/pm/model";
import { EditorContent, useEditor } from "@tiptap/react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import type { DocumentState, SharedDocument } from "../../documents/sharedDocument";
import { useSession } from "../../roomContext";
import { authorsAt } from "./authors";
import styles from "./Notes.module.css";
import { NotesActions } from "./NotesActions";
import { notesOf } from "./notesDocument";
import { NotesToolbar } from "./NotesToolbar";
import { extensionsFor } from "./schema";

/** The notes: the text that all write together. */
export function NotesPanel() {
  const { t } = useTranslation("room");
  const document = notesOf(useSession());
  const { doc, awareness, status, refused } = useStore(document.state);
  // React may hold the first picture of a panel back that was loaded just now, and an editor that is not in the page
  // within a moment destroys itself: there is none before.
  const isInPage = useMounted();
  if (status === "gone") return <Alert color="yellow">{t("notes.gone")}</Alert>;
  return (
    <>
      {refused !== null && (
        <Alert
          color="yellow"
          withCloseButton
          closeButtonLabel={t("people.close")}
          role="alert"
          onClose={() => document.dismiss()}
        >
          {t("notes.refused")}
        </Alert>
      )}
      {status === "loading" || !isInPage ? (
        <Loader size="sm" aria-label={t("notes.loading")} className={styles.loading} />
      ) : (
        <NotesText key={doc.guid} document={document} doc={doc} awareness={awareness} />
      )}
    </>
  );
}

/** Nobody has written: there is one paragraph, with nothing in it. */
function isBlank({ childCount, firstChild }: Node): boolean {
  return (
    childCount <= 1 && (firstChild === null || (firstChild.type.name === "paragraph" && firstChild.content.size === 0))
  );
}

function NotesText({
  document,
  doc,
  awareness,
}: Pick<DocumentState, "doc" | "awareness"> & { document: SharedDocument }) {
  const { t } = useTranslation("room");
  const mayWrite = useStore(document.state, ({ mayWrite }) => mayWrite);
  const extensions = useMemo(
    () => extensionsFor({ doc, awareness }, { task: (text) => t("notes.task", { text }) }),
    [doc, awareness, t],
  );
  const editor = useEditor({
    editable: mayWrite,
    textDirection: "auto",
    injectCSS: false,
    extensions,
    editorProps: {
      attributes: ({ doc }) => ({
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": t("notes.text"),
        class: styles.text ?? "",
        ...(isBlank(doc) && { "aria-placeholder": t("notes.empty"), "data-hint": t("notes.empty") }),
      }),
    },
  });
  useEffect(() => {
    editor.setEditable(mayWrite, false);
    editor.view.dom.setAttribute("aria-readonly", String(!mayWrite));
  }, [editor, mayWrite]);
  return (
    <>
      {mayWrite ? <NotesToolbar editor={editor} /> : <p className={styles.hint}>{t("notes.readOnly")}</p>}
      <NotesActions editor={editor} mayWrite={mayWrite} />
      <EditorContent editor={editor} className={styles.editor} />
      <NotesFoot document={document} editor={editor} />
    </>
  );
}

function NotesFoot({ document, editor }: { document: SharedDocument; editor: ReturnType<typeof useEditor> }) {
  const { t } = useTranslation("room");
  const status = useStore(document.state, ({ status }) => status);
  const unsaved = useStore(document.state, ({ unsaved }) => unsaved);
  const authors = useStore(document.state, ({ authors }) => authors);
  const [names, setNames] = useState("");
  useEffect(() => {
    const look = () => setNames(authorsAt(editor, authors).join(", "));
    look();
    editor.on("selectionUpdate", look);
    editor.on("update", look);
    return () => {
      editor.off("selectionUpdate", look);
      editor.off("update", look);
    };
  }, [editor, authors]);
  return (
    <footer className={styles.foot}>
      <span role="status" data-warning={unsaved || status === "offline" || undefined}>
        {status === "offline" ? t("notes.offline") : unsaved ? t("notes.unsaved") : ""}
      </span>
      {names !== "" && <span className={styles.authors}>{t("notes.writtenBy", { names })}</span>}
    </footer>
  );
}
