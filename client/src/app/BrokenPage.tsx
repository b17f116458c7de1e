import { Button, Center, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { reloadPage } from "../browser/reloadPage";

/**
 * Something in the page broke, or a part of it could not be loaded (a new version was installed meanwhile). Loading it
 * again helps in both cases; a participant is back in the meeting at once. The texts may be what is missing.
 */
export function BrokenPage() {
  const { t } = useTranslation("room", { useSuspense: false });
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack align="center" ta="center" maw={480}>
        <Title order={1} size="h2">
          {t("broken.heading", { defaultValue: "This page needs to be loaded again" })}
        </Title>
        <Text c="dimmed">
          {t("broken.text", {
            defaultValue: "Something went wrong on the way. If you were in a meeting, you are back in it at once.",
          })}
        </Text>
        <Button onClick={reloadPage}>{t("broken.reload", { defaultValue: "Load again" })}</Button>
      </Stack>
    </Center>
  );
}
