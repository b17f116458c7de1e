import { IconFileUpload } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";

import { useRoom, useService, useView } from "../../roomContext";
import { selectIsModerator } from "../people/public";
import { contentService } from "./contentService";
import styles from "./DropZone.module.css";

const WRITTEN_IN = "input, textarea, [contenteditable]";

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") === true;

/** Files that are dropped anywhere on the room, or pasted, are brought. */
export function DropZone() {
  const leads = useRoom(selectIsModerator);
  return leads ? <Receiver /> : <Refuser />;
}

/** A file that is dropped where nothing takes it would be opened by the browser, in place of the meeting. */
function Refuser() {
  useEffect(() => {
    const refuse = (event: DragEvent) => {
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
    };
    window.addEventListener("dragover", refuse);
    window.addEventListener("drop", refuse);
    return () => {
      window.removeEventListener("dragover", refuse);
      window.removeEventListener("drop", refuse);
    };
  }, []);
  return null;
}

function Receiver() {
  const { t } = useTranslation("room");
  const view = useView();
  const { uploads } = useService(contentService);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const bring = (files: readonly File[]) => {
      if (files.length === 0) return;
      uploads.bring(files);
      view.openPanel("content");
    };
    const drag = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // What lies there takes files itself.
      setOver(!event.defaultPrevented);
      event.preventDefault();
    };
    const leave = (event: DragEvent) => {
      // Out of the window; else it has only gone on to another thing in it.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      bring([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = (event: ClipboardEvent) => {
      const { target, clipboardData, defaultPrevented } = event;
      if (defaultPrevented || (target instanceof Element && target.closest(WRITTEN_IN))) return;
      bring([...(clipboardData?.files ?? [])]);
    };
    window.addEventListener("dragenter", drag);
    window.addEventListener("dragover", drag);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    window.addEventListener("paste", paste);
    return () => {
      window.removeEventListener("dragenter", drag);
      window.removeEventListener("dragover", drag);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
      window.removeEventListener("paste", paste);
    };
  }, [uploads, view]);
  if (!over) return null;
  return createPortal(
    <div className={styles.zone}>
      <p className={styles.text}>
        <IconFileUpload size={32} stroke={1.75} aria-hidden="true" />
        {t("content.drop")}
      </p>
    </div>,
    document.body,
  );
}
