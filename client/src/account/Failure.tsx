import { Alert } from "@mantine/core";

import { hasStatus } from "../api/client";
import { useFailureText, useRetryText } from "../ui/failures";

/** Why a form was not taken; where there were too many attempts, until one may try again. `since`: when it was sent. */
export function Failure({ error, since }: { error: Error | null; since: number }) {
  const failureText = useFailureText();
  const retryText = useRetryText(error, since);
  if (!error || (hasStatus(error, 429) && !retryText)) return null;
  return (
    <Alert color="red" variant="light" role="alert">
      {retryText ?? failureText(error)}
    </Alert>
  );
}
