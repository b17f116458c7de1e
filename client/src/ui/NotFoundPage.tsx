import { Button } from "@mantine/core";
import { IconMapQuestion } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { MessagePage } from "./MessagePage";

/** Every address that leads nowhere. */
export default function NotFoundPage() {
  const { t } = useTranslation("pages");
  return (
    <MessagePage icon={IconMapQuestion} heading={t("notFound.heading")} text={t("notFound.text")}>
      <Button component={Link} to="/" size="md">
        {t("toFrontPage")}
      </Button>
    </MessagePage>
  );
}
