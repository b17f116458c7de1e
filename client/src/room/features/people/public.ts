/** What the rest of the room may know of people: almost everything is about somebody. */

export { GuestMark } from "./GuestMark";
export { loadMorePeople } from "./peopleSlice";
export * from "./selectors";
