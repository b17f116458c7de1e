import { type QueryClient, skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { api, type Session, type SignedInUser } from "../api/client";
import { rememberChoices } from "../browser/choices";
import { applyChosenLanguage } from "../locales/i18n";
import { useCenter } from "../ui/Page";

const SESSION = ["session"];
const ENDED = ["sessionEnded"];

/** What one person may see and another may not. */
const isPersonal = ({ queryKey }: { queryKey: readonly unknown[] }) =>
  !["session", "sessionEnded", "center"].includes(String(queryKey[0]));

/** The same, without what counts as a visit to a recording each time that it is asked for: its key says for whom. */
const isFetchedAgain = (query: { queryKey: readonly unknown[] }) =>
  isPersonal(query) && !["viewing", "seated"].includes(String(query.queryKey[0]));

const isSame = (one: SignedInUser, other: SignedInUser) => one.userId === other.userId && one.center === other.center;

/**
 * Who is signed in in this browser. Where the session has ended without the person having signed out, it goes on to say
 * who it was, so that the page and what was typed on it stay, and {@link useSessionEnded} becomes true.
 */
export function useSession() {
  const queries = useQueryClient();
  const session = useQuery({
    queryKey: SESSION,
    queryFn: async (): Promise<Session> => {
      const found = await api.session();
      const before = queries.getQueryData<Session>(SESSION);
      const ended = found.user === null && before?.user != null;
      queries.setQueryData(ENDED, ended);
      if (found.user && before?.user && !isSame(found.user, before.user))
        void queries.resetQueries({ predicate: isFetchedAgain });
      return ended ? before : found;
    },
  });
  const { data } = session;
  useEffect(() => {
    if (data) void follow(data.user);
  }, [data]);
  return session;
}

/** The user of the center whose page this is; null where nobody is signed in there, undefined until it is known. */
export function useSignedInUser(): SignedInUser | null | undefined {
  const session = useSession();
  const center = useCenter();
  const user = session.data?.user;
  // One browser, one session: who is signed in at another center is nobody here.
  if (!user) return session.isPending ? undefined : null;
  if (!center) return undefined;
  return user.center === center.name ? user : null;
}

/** Whether the session of the person whose page this is has ended. */
export function useSessionEnded(): boolean {
  return useQuery<boolean>({ queryKey: ENDED, queryFn: skipToken }).data ?? false;
}

/** After somebody has signed in: the same person goes on where they were, another one finds nothing of the first. */
export function beginSession(queries: QueryClient, session: Session): void {
  const before = queries.getQueryData<Session>(SESSION)?.user;
  queries.setQueryData<Session>(SESSION, session);
  queries.setQueryData(ENDED, false);
  if (!before || !session.user) return;
  if (isSame(before, session.user)) void queries.invalidateQueries({ predicate: isFetchedAgain });
  else void queries.resetQueries({ predicate: isFetchedAgain });
}

/** Forgets who was signed in, and all that was theirs. */
export function forgetSession(queries: QueryClient): void {
  queries.setQueryData<Session>(SESSION, { user: null });
  queries.setQueryData(ENDED, false);
  queries.removeQueries({ predicate: isPersonal });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: api.signOut, onSuccess: () => forgetSession(queries) });
}

/** Pages speak the language of the person, and show the times of their time zone. */
async function follow(user: SignedInUser | null): Promise<void> {
  rememberChoices(user);
  await applyChosenLanguage();
}
