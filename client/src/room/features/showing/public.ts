/** What the rest of the room may know of what is shown to all. */

export { OtherOpenItems } from "./OtherOpenItems";
export {
  closeItem,
  isSame,
  selectIsOpen,
  selectIsShown,
  selectPage,
  selectShown,
  selectShownPlace,
  showItem,
  showing,
  stopShowing,
  turnPage,
} from "./showing";
