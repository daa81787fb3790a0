import type { Page } from "playwright-core";
import { routes } from "@/lib/views/routes";
import { type SignInServer, signInServer } from "./sign-in-service";
import { openStage, type Stage } from "./stage";
import { press, see } from "./steps";

/** The way in by a company's account, as its button's page shows it. Seen by strangers. */
export const SERVICE_SCREENS = ["sign-in-leave", "sign-in-service-no", "sign-in-service-nobody"] as const;

export type GalleryStage = Stage & { readonly service: SignInServer };

/** A stage beside which a sign-in service stands, so that its button and its page are there to be seen. */
export async function openGalleryStage(): Promise<GalleryStage> {
  const service = await signInServer();
  const stage = await openStage(service.env);
  service.admit(stage.app.origin);
  return {
    ...stage,
    service,
    [Symbol.asyncDispose]: async () => {
      await stage[Symbol.asyncDispose]();
      await service[Symbol.asyncDispose]();
    },
  };
}

type Open = (page: Page) => Promise<void>;

export function serviceScreens(go: (path: string) => Open): Readonly<Record<(typeof SERVICE_SCREENS)[number], Open>> {
  return {
    "sign-in-leave": async (page) => {
      // Its own page is one navigation away, and would be there before anybody saw this one.
      await page.route("**/auth?*", (route) => route.fulfill({ status: 204 }));
      await go(routes.signIn)(page);
      await press(page, "Sign in with Company");
      await see(page, "heading", "Taking you to Company");
    },
    "sign-in-service-no": go(`${routes.signIn}?problem=service_denied`),
    "sign-in-service-nobody": go(`${routes.signIn}?problem=service_nobody`),
  };
}
