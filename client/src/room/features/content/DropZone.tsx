import { IconFileUpload } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";

import { useRoom, useService, useView } from "../../roomContext";
import { selectIsModerator } from "../people/public";
import { contentService } from "./contentService";
import styles from "./DropZone.module.css";

const WRITTEN_IN = "input, textarea, [contenteditable]";

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") === true;

/**
 * Files that are dropped anywhere on the room, or pasted, are brought by those who may. Of others a file that is dropped
 * where nothing takes it would be opened by the browser, in place of the meeting.
 *
 * It hears events at the document, and from the beginning on: what draws hears them there too, and refuses all.
 */
export function DropZone() {
  const { t } = useTranslation("room");
  const view = useView();
  const leads = useRoom(selectIsModerator);
  const { uploads } = useService(contentService);
  const [over, setOver] = useState(false);
  const mayBring = useRef(leads);
  useEffect(() => {
    mayBring.current = leads;
  }, [leads]);
  useEffect(() => {
    const bring = (files: readonly File[]) => {
      if (files.length === 0) return;
      uploads.bring(files);
      view.openPanel("content");
    };
    const drag = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // What lies there takes files itself.
      const taken = event.defaultPrevented;
      event.preventDefault();
      setOver(!taken && mayBring.current);
      if (!taken && !mayBring.current && event.dataTransfer) event.dataTransfer.dropEffect = "none";
    };
    const leave = (event: DragEvent) => {
      // Out of the window; else it has only gone on to another thing in it.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      if (mayBring.current) bring([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = (event: ClipboardEvent) => {
      const { target, clipboardData, defaultPrevented } = event;
      if (defaultPrevented || !mayBring.current) return;
      if (target instanceof Element && target.closest(WRITTEN_IN)) return;
      bring([...(clipboardData?.files ?? [])]);
    };
    document.addEventListener("dragenter", drag);
    document.addEventListener("dragover", drag);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("dragenter", drag);
      document.removeEventListener("dragover", drag);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", drop);
      document.removeEventListener("paste", paste);
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
