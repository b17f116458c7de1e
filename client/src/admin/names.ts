import type { ListedUser } from "../api/client";

/** What a person is called on the screen: the name, else the address, else an id of a program, else the user ID. */
export const nameOf = ({ name, email, externalIds, userId, signsIn }: ListedUser) =>
  name || (signsIn ? userId : email || externalIds[0]?.externalId || userId);
