import { ActionIcon, Menu, Popover } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsMaximize,
  IconDots,
  IconPhotoPlus,
  IconTrash,
  IconX,
  IconZoomIn,
  IconZoomOut,
} from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { ConfirmDialog } from "../../../../ui/ConfirmDialog";
import { ToolButton } from "../../../controls/ToolButton";
import toolStyles from "../../../controls/ToolButton.module.css";
import { useRovingFocus } from "../../../controls/useRovingFocus";
import { useFootRef, useRoom } from "../../../roomContext";
import { selectIsModerator } from "../../people/public";
import { type DrawingImages, IMAGE_TYPES } from "../images/drawingImages";
import styles from "./Drawing.module.css";
import type { Sketch } from "./sketch";
import { type Color, COLORS, IMAGE_KEYS, SHAPES, type Tool, TOOLS, type Width, WIDTHS } from "./tools";

interface Props {
  sketch: Sketch;
  images: DrawingImages;
  /** What else can be done: `Menu.Item`s. */
  children?: ReactNode;
  /** Over a page one does not move about. */
  fixed?: boolean;
  /** Ends drawing; missing where one draws for as long as the drawing is shown. */
  onDone?: () => void;
}

/** What one draws with. Arrow keys move between its buttons, of which Tab reaches one. */
export function Toolbar({ sketch, images, children, fixed = false, onDone }: Props) {
  const { t } = useTranslation("board");
  const roving = useRovingFocus<HTMLDivElement>();
  const canUndo = useStore(sketch.state, (state) => state.canUndo);
  const canRedo = useStore(sketch.state, (state) => state.canRedo);
  const first: readonly Tool[] = fixed ? ["select", "pen", "highlighter"] : ["select", "hand", "pen", "highlighter"];
  const tool = (name: Tool) => <OneTool key={name} sketch={sketch} tool={name} />;
  return (
    <div {...roving} role="toolbar" aria-label={t("tools")} className={styles.toolbar}>
      <span className={styles.group}>
        {first.map(tool)}
        <Shapes sketch={sketch} />
        {tool("text")}
        <ImageButton sketch={sketch} images={images} />
        {(["eraser", "laser"] as const).map(tool)}
      </span>
      <span className={styles.group}>
        <Style sketch={sketch} withWhite={fixed} />
      </span>
      <span className={styles.group}>
        <ToolButton label={t("undo")} icon={IconArrowBackUp} disabled={!canUndo} onClick={() => sketch.undo()} />
        <ToolButton label={t("redo")} icon={IconArrowForwardUp} disabled={!canRedo} onClick={() => sketch.redo()} />
        <More sketch={sketch} fixed={fixed}>
          {children}
        </More>
        {onDone && <ToolButton label={t("done")} icon={IconX} onClick={onDone} />}
      </span>
    </div>
  );
}

function OneTool({ sketch, tool }: { sketch: Sketch; tool: Tool }) {
  const { t } = useTranslation("board");
  const chosen = useStore(sketch.state, (state) => state.tool === tool);
  const { icon, keys } = TOOLS[tool];
  return (
    <ToolButton
      label={t(`tool.${tool}`)}
      icon={icon}
      keys={keys.charAt(0)}
      pressed={chosen}
      onClick={() => {
        sketch.choose(tool);
        sketch.focus();
      }}
    />
  );
}

function ImageButton({ sketch, images }: { sketch: Sketch; images: DrawingImages }) {
  const { t } = useTranslation("board");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => sketch.offerImages(() => input.current?.click()), [sketch]);
  return (
    <>
      <ToolButton
        label={t("image")}
        icon={IconPhotoPlus}
        keys={IMAGE_KEYS.charAt(0)}
        onClick={() => sketch.chooseImages()}
      />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={IMAGE_TYPES.join(",")}
        aria-label={t("image")}
        onChange={({ currentTarget }) => {
          sketch.bring(images, [...(currentTarget.files ?? [])]);
          currentTarget.value = "";
          sketch.focus();
        }}
      />
    </>
  );
}

function Shapes({ sketch }: { sketch: Sketch }) {
  const { t } = useTranslation("board");
  const tool = useStore(sketch.state, (state) => state.tool);
  const chosen = SHAPES.includes(tool);
  const Picture = TOOLS[chosen ? tool : "rectangle"].icon;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon className={toolStyles.tool} aria-label={t("shapes")} aria-pressed={chosen} title={t("shapes")}>
          <Picture size={18} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SHAPES.map((shape) => {
          const { icon: ShapePicture } = TOOLS[shape];
          return (
            <Menu.Item
              key={shape}
              leftSection={<ShapePicture size={18} stroke={1.75} aria-hidden="true" />}
              onClick={() => {
                sketch.choose(shape);
                // After the menu has given the focus back.
                requestAnimationFrame(() => sketch.focus());
              }}
            >
              {t(`tool.${shape}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

function Style({ sketch, withWhite }: { sketch: Sketch; withWhite: boolean }) {
  const { t } = useTranslation("board");
  const color = useStore(sketch.state, (state) => state.color);
  const width = useStore(sketch.state, (state) => state.width);
  const colors = (Object.keys(COLORS) as Color[]).filter((one) => withWhite || one !== "white");
  return (
    <Popover position="bottom" trapFocus returnFocus withRoles>
      <Popover.Target>
        <ActionIcon className={toolStyles.tool} aria-label={t("style")} title={t("style")}>
          <span className={styles.swatch} data-fixed={withWhite || undefined} style={{ background: COLORS[color] }} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.choices} role="group" aria-label={t("color.label")}>
          {colors.map((one) => (
            <ActionIcon
              key={one}
              className={styles.choice}
              aria-label={t(`color.${one}`)}
              aria-pressed={one === color}
              title={t(`color.${one}`)}
              onClick={() => sketch.setColor(one)}
            >
              <span className={styles.swatch} data-fixed={withWhite || undefined} style={{ background: COLORS[one] }} />
            </ActionIcon>
          ))}
        </div>
        <div className={styles.choices} role="group" aria-label={t("width.label")}>
          {(Object.keys(WIDTHS) as Width[]).map((one) => (
            <ActionIcon
              key={one}
              className={styles.choice}
              aria-label={t(`width.${one}`)}
              aria-pressed={one === width}
              title={t(`width.${one}`)}
              onClick={() => sketch.setWidth(one)}
            >
              <span className={styles.stroke} style={{ height: WIDTHS[one] + 1 }} />
            </ActionIcon>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function More({ sketch, fixed, children }: { sketch: Sketch; fixed: boolean; children: ReactNode }) {
  const { t } = useTranslation("board");
  const moderating = useRoom(selectIsModerator);
  const filled = useStore(sketch.state, (state) => state.filled);
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Menu position="bottom-end" closeOnItemClick>
        <Menu.Target>
          <ActionIcon className={toolStyles.tool} aria-label={t("more")} title={t("more")}>
            <IconDots size={18} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!fixed && <ZoomItems sketch={sketch} />}
          {children}
          {moderating && (
            <Menu.Item
              leftSection={<IconTrash size={18} stroke={1.75} aria-hidden="true" />}
              disabled={!filled}
              onClick={() => setAsked(true)}
            >
              {t("clear")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asked}
        title={t("clearTitle")}
        cancel={t("cancel")}
        confirm={t("clear")}
        onCancel={() => setAsked(false)}
        onConfirm={() => {
          setAsked(false);
          sketch.clear();
        }}
      >
        {t("clearText")}
      </ConfirmDialog>
    </>
  );
}

const ZOOMS = [
  { label: "zoomIn", icon: IconZoomIn, run: (sketch: Sketch) => sketch.zoomBy(1) },
  { label: "zoomOut", icon: IconZoomOut, run: (sketch: Sketch) => sketch.zoomBy(-1) },
  { label: "fit", icon: IconArrowsMaximize, run: (sketch: Sketch) => sketch.fit() },
] as const;

function ZoomItems({ sketch }: { sketch: Sketch }) {
  const { t } = useTranslation("board");
  return ZOOMS.map(({ label, icon: Picture, run }) => (
    <Menu.Item
      key={label}
      closeMenuOnClick={label === "fit"}
      leftSection={<Picture size={18} stroke={1.75} aria-hidden="true" />}
      onClick={() => run(sketch)}
    >
      {t(label)}
    </Menu.Item>
  ));
}

/** The same for those who only look. */
export function ZoomButtons({ sketch }: { sketch: Sketch }) {
  const { t } = useTranslation("board");
  const footRef = useFootRef();
  const zoom = useStore(sketch.state, (state) => state.zoom);
  const [inside, outside, fit] = ZOOMS;
  return (
    <div ref={footRef} className={styles.zoom} role="group" aria-label={t("zoom")}>
      {[outside, inside, fit].map(({ label, icon, run }) => (
        <ToolButton key={label} label={t(label)} icon={icon} onClick={() => run(sketch)} />
      ))}
      <span className="tabular">{t("percent", { percent: Math.round(zoom * 100) })}</span>
    </div>
  );
}
