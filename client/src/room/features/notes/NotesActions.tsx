import { Button, Menu } from "@mantine/core";
import { IconDownload, IconListSearch, IconTemplate } from "@tabler/icons-react";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { useTranslation } from "react-i18next";

import { useSession } from "../../roomContext";
import { exportNotes, FORMATS } from "./files";
import styles from "./Notes.module.css";
import { PART_TYPES, type PartType } from "./parts";
import { contentOf, TEMPLATES } from "./templates";

const icon = { size: 16, stroke: 1.75, "aria-hidden": true } as const;

/** What can be done with the notes as a whole: a template, the list of their parts, a file. */
export function NotesActions({ editor, mayWrite }: { editor: Editor; mayWrite: boolean }) {
  const { t } = useTranslation("room");
  const session = useSession();
  return (
    <div className={styles.actions}>
      {mayWrite && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="compact-sm" variant="default" leftSection={<IconTemplate {...icon} />}>
              {t("notes.template")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {TEMPLATES.map((template) => (
              <Menu.Item
                key={template}
                onClick={() => editor.chain().focus("end").insertContent(contentOf(template, t)).run()}
              >
                {t(`notes.template_${template}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <PartsMenu editor={editor} />
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="compact-sm" variant="default" leftSection={<IconDownload {...icon} />}>
            {t("notes.export")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {FORMATS.map((format) => (
            <Menu.Item key={format} onClick={() => exportNotes(session, format)}>
              {t(`notes.format_${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

interface Part {
  type: PartType;
  position: number;
  text: string;
}

function partsOf(editor: Editor): Part[] {
  const found: Part[] = [];
  editor.state.doc.descendants((node, position) => {
    const type = PART_TYPES.find((one) => one === node.type.name);
    if (type && node.textContent.trim() !== "") found.push({ type, position, text: node.textContent });
    return !node.isTextblock;
  });
  return found;
}

const HEADINGS = {
  agendaItem: "notes.agendaHeading",
  decision: "notes.decisionsHeading",
  actionItem: "notes.actionsHeading",
} as const;

/** Agenda, decisions and action items, each of which leads to its place in the text. */
function PartsMenu({ editor }: { editor: Editor }) {
  const { t } = useTranslation("room");
  const parts = JSON.parse(
    useEditorState({ editor, selector: ({ editor }) => JSON.stringify(partsOf(editor)) }),
  ) as Part[];
  const go = (position: number) => {
    editor
      .chain()
      .focus(position + 1)
      .scrollIntoView()
      .run();
  };
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconListSearch {...icon} />}>
          {t("notes.parts")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.parts}>
        {parts.length === 0 && <Menu.Label>{t("notes.noParts")}</Menu.Label>}
        {PART_TYPES.map((type) => {
          const ofType = parts.filter((one) => one.type === type);
          return ofType.length === 0 ? null : (
            <div key={type} role="group" aria-label={t(HEADINGS[type])}>
              <Menu.Label>{t(HEADINGS[type])}</Menu.Label>
              {ofType.map(({ position, text }) => (
                <Menu.Item key={position} onClick={() => go(position)}>
                  <bdi>{text}</bdi>
                </Menu.Item>
              ))}
            </div>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
