import { Button, TextInput } from "@mantine/core";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import styles from "./JoinForm.module.css";
import { joinPath } from "./joinPath";

/** Enters with a code, or with a link on paper. `main`: it is what the page is for. */
export function JoinForm({ main }: { main: boolean }) {
  const { t } = useTranslation("pages");
  const { cc } = useParams();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [failure, setFailure] = useState<string | null>(null);

  const join = (event: SyntheticEvent) => {
    event.preventDefault();
    const path = joinPath(typed, cc);
    if (path) void navigate(path);
    else setFailure(t(typed.trim() ? "front.join.notACode" : "front.join.empty"));
  };

  return (
    <form className={styles.join} onSubmit={join} noValidate>
      <TextInput
        label={t("front.join.code")}
        description={failure ? null : t("front.join.hint")}
        inputWrapperOrder={["label", "input", "error", "description"]}
        size="md"
        value={typed}
        error={failure}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setFailure(null);
        }}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        dir="ltr"
      />
      <Button type="submit" size="md" variant={main ? "filled" : "default"}>
        {t("front.join.button")}
      </Button>
    </form>
  );
}
