import type pages from "./locales/en/pages.json";
import type room from "./locales/en/room.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "room";
    resources: { room: typeof room; pages: typeof pages };
  }
}
