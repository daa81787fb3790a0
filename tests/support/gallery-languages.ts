import type { Page } from "playwright-core";
import { routes } from "@/lib/views/routes";

type Go = (path: string) => (page: Page) => Promise<void>;
type Here = {
  readonly go: Go;
  /** The connection in a state. */
  readonly of: (state: string) => string;
};

/** Pages in other languages, and the end of an account. `receipt` is in the name of what somebody sees who has ended all of theirs. */
export const LANGUAGE_SCREENS: readonly string[] = [
  ...[
    "dashboard-german",
    "dashboard-arabic",
    "detail-german",
    "detail-arabic",
    "connect-arabic",
    "profile-arabic",
    "dashboard-long-words",
  ],
  ...["dashboard-compact", "delete", "receipt-delete-last-step"],
];

/** The way to each of them. The cookie goes again at once: the next screen is in English. */
export function languageScreens({ go, of }: Here): Readonly<Record<string, (page: Page) => Promise<void>>> {
  const withCookie = (name: string, value: string, path: string) => async (page: Page) => {
    const context = page.context();
    await context.addCookies([{ name, value, domain: "localhost", path: "/", secure: true, httpOnly: true }]);
    await go(path)(page);
    await context.clearCookies({ name });
  };
  const inLanguage = (language: string, path: string) => withCookie("language", language, path);
  return {
    "dashboard-german": inLanguage("de", routes.connections),
    "dashboard-arabic": inLanguage("ar", routes.connections),
    "dashboard-long-words": inLanguage("en-XA", routes.connections),
    "dashboard-compact": withCookie("density", "compact", routes.connections),
    "detail-german": inLanguage("de", routes.connection(of("trouble_on"))),
    "detail-arabic": inLanguage("ar", routes.connection(of("partial"))),
    "connect-arabic": inLanguage("ar", routes.connect("stubhub")),
    "profile-arabic": inLanguage("ar", routes.profile),
    delete: go(routes.deleteAccount),
    "receipt-delete-last-step": go(routes.deleteAccount),
  };
}
