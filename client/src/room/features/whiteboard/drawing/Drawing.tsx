import { Menu } from "@mantine/core";
import { IconDownload, IconFileTypePdf } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { fileName } from "../../../../browser/fileName";
import { pdfOf } from "../../../../browser/pdf";
import { saveBlob } from "../../../../browser/saveBlob";
import type { SharedDocument } from "../../../documents/sharedDocument";
import { useSession } from "../../../roomContext";
import type { DrawingImages } from "../images/drawingImages";
import { ImageUploads } from "../images/ImageUploads";
import { Canvas } from "./Canvas";
import styles from "./Drawing.module.css";
import { Sketch } from "./sketch";
import { Texts } from "./Texts";
import { Toolbar, ZoomButtons } from "./Toolbar";

interface Props {
  document: SharedDocument;
  images: DrawingImages;
  label: string;
  grid: boolean;
  /** Of a picture that is saved. */
  name: string;
}

/** The tools, and the surface on which one draws with them; those who may not draw look. */
export function Drawing({ document, images, label, grid, name }: Props) {
  const { t } = useTranslation("board");
  const [sketch] = useState(() => new Sketch());
  const mayWrite = useStore(document.state, ({ mayWrite }) => mayWrite);
  const guid = useStore(document.state, ({ doc }) => doc.guid);
  return (
    <>
      {mayWrite ? (
        <Toolbar sketch={sketch} images={images}>
          <SaveItems sketch={sketch} name={name} />
        </Toolbar>
      ) : (
        <p className={styles.status}>{t("readOnly")}</p>
      )}
      <ImageUploads images={images} />
      <Canvas key={guid} document={document} images={images} sketch={sketch} label={label} grid={grid} />
      {!mayWrite && <ZoomButtons sketch={sketch} />}
      <Texts sketch={sketch} />
    </>
  );
}

function SaveItems({ sketch, name }: { sketch: Sketch; name: string }) {
  const { t } = useTranslation("board");
  const session = useSession();
  const filled = useStore(sketch.state, (state) => state.filled);
  const save = (making: Promise<Blob | null>, ending: string) => {
    making
      .then((file) => file && saveBlob(file, `${fileName(name, "board")}.${ending}`))
      .catch(() => session.notify({ tone: "warning", text: "drawing.notSaved" }));
  };
  return (
    <>
      <Menu.Item
        leftSection={<IconDownload size={18} stroke={1.75} aria-hidden="true" />}
        disabled={!filled}
        onClick={() => save(sketch.picture("image/png"), "png")}
      >
        {t("savePicture")}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconFileTypePdf size={18} stroke={1.75} aria-hidden="true" />}
        disabled={!filled}
        onClick={() => save(sketch.picture("image/jpeg").then(inPdf), "pdf")}
      >
        {t("savePdf")}
      </Menu.Item>
    </>
  );
}

async function inPdf(picture: Blob | null): Promise<Blob | null> {
  if (!picture) return null;
  const { width, height } = await createImageBitmap(picture);
  return pdfOf([{ jpeg: new Uint8Array(await picture.arrayBuffer()), width, height }]);
}
