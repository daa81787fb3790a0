import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "@/lib/views/routes";
import { type SignInServer, signInServer } from "@/tests/support/sign-in-service";
import { openStage, type Stage, type Visitor } from "@/tests/support/stage";
import { follow, press, see, seeTitle, words } from "@/tests/support/steps";

let service: SignInServer;
let stage: Stage;
beforeAll(async () => {
  service = await signInServer();
  stage = await openStage(service.env);
  service.admit(stage.app.origin);
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await service[Symbol.asyncDispose]();
});

/** Presses the service's button, which sends a page away that only its own words make slow. */
async function leave({ page, context, go }: Visitor, to: string = routes.signIn) {
  // The service's pages ask for letters from elsewhere.
  await context.route("https://fonts.googleapis.com/**", (route) => route.fulfill({ contentType: "text/css", body: "" }));
  await go(to);
  await press(page, "Sign in with Company");
}

/** The pages of the service are not ours; a person fills them in. */
async function atTheService(page: Page, login: string) {
  await (await see(page, "textbox")).fill(login);
  await page.getByPlaceholder(/password/i).fill("any");
  await page.getByRole("button").click();
  await page.getByRole("button", { name: "Continue" }).click();
}

const verified = (login: string, email: string) => service.accounts.set(login, { email, email_verified: true });
const peopleNow = async () => (await stage.app.database.query("select count(*)::int as n from app_user"))[0]?.["n"];

it.each([true, false])(
  "a person comes in by the company's account and lands where they were going, JavaScript on: %s",
  async (js) => {
    const jane = await stage.app.signIn("Jane");
    verified("jane-at-work", jane.email);
    await using stranger = await stage.visit({ js, as: null });
    const { page } = stranger;
    await leave(stranger, routes.profile);
    await atTheService(page, "jane-at-work");
    await seeTitle(page, "Profile");
    expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Jane");
    expect(page.url()).toBe(`${stage.app.origin}${routes.profile}`);
  },
);

it.each([true, false])("whoever says no there, or is nobody here, is told so and stays out, JavaScript on: %s", async (js) => {
  const before = await peopleNow();
  await using stranger = await stage.visit({ js, as: null });
  const { page } = stranger;
  await leave(stranger);
  await see(page, "textbox");
  await follow(page, "[ Cancel ]");
  await seeTitle(page, "Sign in");
  expect(await words(page)).toContain("You are not signed in. You chose not to sign in with Company.");

  verified("nobody", "nobody@shop.test");
  await leave(stranger);
  await atTheService(page, "nobody");
  await seeTitle(page, "Sign in");
  expect(await words(page)).toContain("That account is not known here. You need the address that you were invited with");
  await stranger.go(routes.connections);
  await seeTitle(page, "Sign in");
  expect(await peopleNow()).toBe(before);
});

it.each([true, false])(
  "the page on the way names where it leads, offers to stay, and is nobody's without the button (script: %s)",
  async (js) => {
    await using stranger = await stage.visit({ js, as: null });
    const { page } = stranger;
    const issuer = service.env["OIDC_ISSUER"] ?? "";
    await page.route(`${issuer}/**`, (route) => route.fulfill({ status: 204 }));
    await stranger.go("/sign-in/leave");
    await seeTitle(page, "Sign in");
    await leave(stranger);
    await seeTitle(page, "Taking you to Company");
    expect(new URL(page.url()).pathname).toBe("/sign-in/leave");
    expect(await words(page)).toContain(new URL(issuer).host);
    await follow(page, "Sign in another way");
    await seeTitle(page, "Sign in");
  },
);
