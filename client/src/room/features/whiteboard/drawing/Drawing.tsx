import { Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { saveBlob } from "../../../../browser/saveBlob";
import type { SharedDocument } from "../../../documents/sharedDocument";
import { useSession } from "../../../roomContext";
import { Canvas } from "./Canvas";
import styles from "./Drawing.module.css";
import { Sketch } from "./sketch";
import { Texts } from "./Texts";
import { Toolbar, ZoomButtons } from "./Toolbar";

interface Props {
  document: SharedDocument;
  label: string;
  grid: boolean;
  /** Of a picture that is saved. */
  name: string;
}

/** The tools, and the surface on which one draws with them; those who may not draw look. */
export function Drawing({ document, label, grid, name }: Props) {
  const { t } = useTranslation("board");
  const [sketch] = useState(() => new Sketch());
  const mayWrite = useStore(document.state, ({ mayWrite }) => mayWrite);
  const guid = useStore(document.state, ({ doc }) => doc.guid);
  return (
    <>
      {mayWrite ? (
        <Toolbar sketch={sketch}>
          <SavePicture sketch={sketch} name={name} />
        </Toolbar>
      ) : (
        <p className={styles.status}>{t("readOnly")}</p>
      )}
      <Canvas key={guid} document={document} sketch={sketch} label={label} grid={grid} />
      {!mayWrite && <ZoomButtons sketch={sketch} />}
      <Texts sketch={sketch} />
    </>
  );
}

function SavePicture({ sketch, name }: { sketch: Sketch; name: string }) {
  const { t } = useTranslation("board");
  const session = useSession();
  const filled = useStore(sketch.state, (state) => state.filled);
  const save = async () => {
    const picture = await sketch.picture().catch(() => null);
    if (!picture) session.notify({ tone: "warning", text: "drawing.notSaved" });
    else saveBlob(picture, `${name.replace(/[\\/:*?"<>|]+/g, " ").trim() || "board"}.png`);
  };
  return (
    <Menu.Item
      leftSection={<IconDownload size={18} stroke={1.75} aria-hidden="true" />}
      disabled={!filled}
      onClick={() => void save()}
    >
      {t("savePicture")}
    </Menu.Item>
  );
}
