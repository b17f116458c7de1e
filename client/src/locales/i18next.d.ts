import type account from "./en/account.json";
import type board from "./en/board.json";
import type check from "./en/check.json";
import type help from "./en/help.json";
import type library from "./en/library.json";
import type minutes from "./en/minutes.json";
import type pages from "./en/pages.json";
import type polls from "./en/polls.json";
import type recordings from "./en/recordings.json";
import type room from "./en/room.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "room";
    resources: {
      account: typeof account;
      board: typeof board;
      room: typeof room;
      library: typeof library;
      minutes: typeof minutes;
      pages: typeof pages;
      check: typeof check;
      help: typeof help;
      polls: typeof polls;
      recordings: typeof recordings;
    };
  }
}
