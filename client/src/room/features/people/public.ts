/** What the rest of the room may know of people: almost everything is about somebody. */

export { loadMorePeople } from "./peopleSlice";
export * from "./selectors";
