import { Popover, UnstyledButton } from "@mantine/core";
import { IconMoodSmile } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ControlButton, useControlPlace } from "../../controls/ControlButton";
import { useRovingFocus } from "../../controls/useRovingFocus";
import { useSession, useSlice } from "../../roomContext";
import { EMOJI } from "../../../ui/emoji";
import { choose, KINDS, react, reactions, toggleChoosing } from "./reactions";
import styles from "./Reactions.module.css";

/** Opens the six; behind "More" they stand there at once. */
export function ReactionsControl() {
  const { t } = useTranslation("room");
  const session = useSession();
  const place = useControlPlace();
  const allowed = useSlice(reactions, ({ allowed }) => allowed);
  const choosing = useSlice(reactions, ({ choosing }) => choosing);
  if (!allowed) return null;
  if (place === "more") return <ReactionChoice />;
  return (
    <Popover
      opened={choosing}
      onChange={(opened) => choose(session, opened)}
      position="top"
      trapFocus
      returnFocus
      withRoles={false}
      radius="xl"
    >
      <Popover.Target>
        <div>
          <ControlButton
            label={t("controls.reactions")}
            icon={IconMoodSmile}
            shortcut="R"
            expanded={choosing}
            tone={choosing ? "on" : "plain"}
            onClick={() => toggleChoosing(session)}
          />
        </div>
      </Popover.Target>
      <Popover.Dropdown className={styles.popover}>
        <ReactionChoice />
      </Popover.Dropdown>
    </Popover>
  );
}

/** The six side by side; arrow keys move between them. It stays open: people clap more than once. */
function ReactionChoice() {
  const { t } = useTranslation("room");
  const session = useSession();
  const roving = useRovingFocus<HTMLDivElement>();
  return (
    <div {...roving} role="group" aria-label={t("controls.reactions")} className={styles.choice}>
      {KINDS.map((kind) => (
        <UnstyledButton
          key={kind}
          className={styles.emoji}
          aria-label={t(`reactions.${kind}`)}
          title={t(`reactions.${kind}`)}
          onClick={() => react(session, kind)}
        >
          <span aria-hidden="true">{EMOJI[kind]}</span>
        </UnstyledButton>
      ))}
    </div>
  );
}
