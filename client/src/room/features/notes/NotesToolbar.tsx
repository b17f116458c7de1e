import { ActionIcon, Menu, Popover, TextInput } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBold,
  IconGavel,
  IconHeading,
  IconItalic,
  type Icon,
  IconLink,
  IconList,
  IconListCheck,
  IconListDetails,
  IconListNumbers,
  IconSquareCheck,
} from "@tabler/icons-react";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ToolButton } from "../../controls/ToolButton";
import toolStyles from "../../controls/ToolButton.module.css";
import { useRovingFocus } from "../../controls/useRovingFocus";
import type { TextKey } from "../../feature";
import styles from "./Notes.module.css";
import { PART_TYPES, type PartType } from "./parts";
import { isAllowedUri } from "./schema";

interface Tool {
  label: TextKey;
  icon: Icon;
  run: (editor: Editor) => void;
  /** The mark or node that is on where the cursor is. */
  active?: string;
  possible?: (editor: Editor) => boolean;
}

const PART_ICONS: Record<PartType, Icon> = {
  agendaItem: IconListDetails,
  decision: IconGavel,
  actionItem: IconSquareCheck,
};
const PART_TOOLS: readonly Tool[] = PART_TYPES.map((type) => ({
  label: `notes.${type}`,
  icon: PART_ICONS[type],
  active: type,
  run: (editor) => void editor.chain().focus().toggleNode(type, "paragraph").run(),
}));

const MARKS: readonly Tool[] = [
  { label: "notes.bold", icon: IconBold, active: "bold", run: (editor) => editor.chain().focus().toggleBold().run() },
  {
    label: "notes.italic",
    icon: IconItalic,
    active: "italic",
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
];

const LISTS: readonly Tool[] = [
  {
    label: "notes.bullets",
    icon: IconList,
    active: "bulletList",
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    label: "notes.numbers",
    icon: IconListNumbers,
    active: "orderedList",
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    label: "notes.checks",
    icon: IconListCheck,
    active: "taskList",
    run: (editor) => editor.chain().focus().toggleTaskList().run(),
  },
];

const HISTORY: readonly Tool[] = [
  {
    label: "notes.undo",
    icon: IconArrowBackUp,
    run: (editor) => editor.chain().focus().undo().run(),
    possible: (editor) => editor.can().undo(),
  },
  {
    label: "notes.redo",
    icon: IconArrowForwardUp,
    run: (editor) => editor.chain().focus().redo().run(),
    possible: (editor) => editor.can().redo(),
  },
];

const TOOLS = [...PART_TOOLS, ...MARKS, ...LISTS, ...HISTORY];

/** What can be done with the text. Arrow keys move between its buttons, of which Tab reaches one. */
export function NotesToolbar({ editor }: { editor: Editor }) {
  const { t } = useTranslation("room");
  const roving = useRovingFocus<HTMLDivElement>();
  const state = useEditorState({
    editor,
    selector: ({ editor }) =>
      TOOLS.map(({ active, possible }) =>
        active !== undefined ? (editor.isActive(active) ? "on" : "off") : possible?.(editor) ? "can" : "cannot",
      ).join(" "),
  }).split(" ");
  const button = (tool: Tool) => {
    const now = state[TOOLS.indexOf(tool)];
    return (
      <ToolButton
        key={tool.label}
        label={t(tool.label)}
        icon={tool.icon}
        pressed={tool.active === undefined ? undefined : now === "on"}
        disabled={now === "cannot"}
        onClick={() => tool.run(editor)}
      />
    );
  };
  return (
    <div {...roving} role="toolbar" aria-label={t("notes.tools")} className={styles.toolbar}>
      <span className={styles.tools}>{PART_TOOLS.map(button)}</span>
      <span className={styles.tools}>
        <HeadingMenu editor={editor} />
        {MARKS.map(button)}
        <LinkButton editor={editor} />
      </span>
      <span className={styles.tools}>{LISTS.map(button)}</span>
      <span className={styles.tools}>{HISTORY.map(button)}</span>
    </div>
  );
}

const LEVELS = [1, 2, 3] as const;

function HeadingMenu({ editor }: { editor: Editor }) {
  const { t } = useTranslation("room");
  const level = useEditorState({
    editor,
    selector: ({ editor }) => LEVELS.find((one) => editor.isActive("heading", { level: one })) ?? 0,
  });
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <ActionIcon className={toolStyles.tool} aria-label={t("notes.headingTool")} aria-pressed={level > 0}>
          <IconHeading size={18} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => editor.chain().focus().setParagraph().run()}>{t("notes.paragraph")}</Menu.Item>
        {LEVELS.map((one) => (
          <Menu.Item key={one} onClick={() => editor.chain().focus().setHeading({ level: one }).run()}>
            {t("notes.headingLevel", { level: one })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** An address without a scheme is one of the web. */
const complete = (address: string) =>
  /^[a-z][a-z0-9+.-]*:/i.test(address)
    ? address
    : /^[^\s/]+@[^\s/]+$/.test(address)
      ? `mailto:${address}`
      : `https://${address}`;

function LinkButton({ editor }: { editor: Editor }) {
  const { t } = useTranslation("room");
  const [opened, setOpened] = useState(false);
  const [address, setAddress] = useState("");
  const [wrong, setWrong] = useState(false);
  const active = useEditorState({ editor, selector: ({ editor }) => editor.isActive("link") });
  const open = () => {
    const href = editor.getAttributes("link").href as unknown;
    setAddress(typeof href === "string" ? href : "");
    setWrong(false);
    setOpened(true);
  };
  const set = () => {
    const typed = address.trim();
    const href = complete(typed);
    if (typed !== "" && !isAllowedUri(href)) {
      setWrong(true);
      return;
    }
    setOpened(false);
    const chain = editor.chain().focus().extendMarkRange("link");
    if (typed === "") chain.unsetLink().run();
    else if (editor.state.selection.empty && !active)
      chain.insertContent({ type: "text", text: typed, marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          className={toolStyles.tool}
          aria-label={t("notes.link")}
          aria-pressed={active}
          onClick={() => (opened ? setOpened(false) : open())}
        >
          <IconLink size={18} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            set();
          }}
        >
          <TextInput
            label={t("notes.linkAddress")}
            description={t("notes.linkHint")}
            value={address}
            maxLength={2000}
            error={wrong ? t("notes.linkWrong") : null}
            onChange={({ currentTarget }) => setAddress(currentTarget.value)}
            data-autofocus
          />
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
