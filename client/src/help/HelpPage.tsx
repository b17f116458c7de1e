import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import { thisBrowser } from "../browser/identity";
import { KeyList } from "../ui/KeyList";
import { Page, useCenter } from "../ui/Page";
import { SupportLink } from "../ui/SupportLink";
import textStyles from "../ui/text.module.css";
import { AllowSteps, explainedFamily, type ExplainedFamily, FAMILIES } from "./AllowSteps";
import styles from "./help.module.css";

const PARTS = ["join", "devices", "unheard", "deaf", "share", "connection", "keys"] as const;
type Part = (typeof PARTS)[number];

/** How to join, to allow devices, to be heard, to share. */
export default function HelpPage() {
  const { t } = useTranslation("help");
  const { t: room } = useTranslation("room");
  const center = useCenter();
  return (
    <Page title={t("heading")} support={false}>
      <div className={styles.help}>
        <header className={styles.part}>
          <h1>{t("heading")}</h1>
          <nav aria-label={t("contents")}>
            <ul className={styles.contents}>
              {PARTS.map((part) => (
                <li key={part}>
                  <a href={`#${part}`} className={textStyles.link}>
                    {t(`${part}.heading`)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <SupportLink center={center} page="check" sameTab className={textStyles.link} />
        </header>
        <HelpPart part="join">
          <ol className={styles.steps}>
            <li>{t("join.one")}</li>
            <li>{t("join.two")}</li>
            <li>{t("join.three", { button: room("preview.join") })}</li>
          </ol>
        </HelpPart>
        <HelpPart part="devices">
          <p>{t("devices.intro")}</p>
          <Browsers />
          <p className={textStyles.hint}>{t("devices.system")}</p>
        </HelpPart>
        <HelpPart part="unheard">
          <ul className={styles.steps}>
            <li>{t("unheard.one", { button: room("device.unmute") })}</li>
            <li>{t("unheard.two", { button: room("controls.settings") })}</li>
            <li>{t("unheard.three")}</li>
          </ul>
          <SupportLink center={center} page="check" sameTab className={textStyles.link} />
        </HelpPart>
        <HelpPart part="deaf">
          <ul className={styles.steps}>
            <li>{t("deaf.one")}</li>
            <li>{t("deaf.two", { button: room("stage.enableSound") })}</li>
          </ul>
        </HelpPart>
        <HelpPart part="share">
          <ol className={styles.steps}>
            <li>{t("share.one", { button: room("controls.share") })}</li>
            <li>{t("share.two")}</li>
            <li>{t("share.three", { button: room("controls.stopSharing") })}</li>
          </ol>
          <p className={textStyles.hint}>{t("share.phone")}</p>
        </HelpPart>
        <HelpPart part="connection">
          <ul className={styles.steps}>
            <li>{t("connection.one")}</li>
            <li>{t("connection.two")}</li>
            <li>{t("connection.three")}</li>
          </ul>
        </HelpPart>
        <HelpPart part="keys">
          <p>{t("keys.text")}</p>
          <Keys />
        </HelpPart>
      </div>
    </Page>
  );
}

/** A part of the page, which links elsewhere lead to. */
function HelpPart({ part, children }: { part: Part; children: ReactNode }) {
  const { t } = useTranslation("help");
  const { hash } = useLocation();
  return (
    <section
      id={part}
      className={styles.part}
      aria-labelledby={`${part}-heading`}
      // The page was not there yet when the browser looked for the part that the address names.
      ref={hash === `#${part}` ? scrollTo : undefined}
    >
      <h2 id={`${part}-heading`} tabIndex={-1}>
        {t(`${part}.heading`)}
      </h2>
      {children}
    </section>
  );
}

const scrollTo = (element: HTMLElement | null) => element?.scrollIntoView();

/** What to click in each browser; open is the one that the address names, or else that of the reader. */
function Browsers() {
  const { t } = useTranslation("help");
  const { hash } = useLocation();
  const [own] = useState(() => explainedFamily(thisBrowser().family));
  const named = FAMILIES.find((family) => hash === `#${family}`);
  return (
    <div className={styles.browsers}>
      {[...FAMILIES]
        .sort((one, other) => Number(other === own) - Number(one === own))
        .map((family) => (
          <Browser key={family} family={family} open={family === (named ?? own)} named={family === named}>
            {t(`allow.${family}.heading`)}
          </Browser>
        ))}
    </div>
  );
}

interface BrowserProps {
  family: ExplainedFamily;
  open: boolean;
  named: boolean;
  children: ReactNode;
}

function Browser({ family, open, named, children }: BrowserProps) {
  return (
    <details id={family} className={styles.browser} open={open} ref={named ? scrollTo : undefined}>
      <summary>{children}</summary>
      <AllowSteps family={family} />
    </details>
  );
}

/** The keys of the room, as its features have them. */
function Keys() {
  const { t } = useTranslation("room");
  const keys = useQuery({
    queryKey: ["shortcuts"],
    queryFn: async () => (await import("../room/registry")).roomShortcuts(),
    staleTime: Infinity,
  });
  const named = keys.data?.map(({ key, meaning }) => ({ key, meaning: t(key === "?" ? "controls.help" : meaning) }));
  return <KeyList keys={named ?? []} />;
}
