import { expect, test } from "vitest";
import { clearedContinueCookie, continueCookie, pressedContinue } from "@/lib/web/auth/continue-cookie";
import { signInMail } from "@/lib/web/auth/sign-in-mail";
import { minutesToWait, signInAddress, signInProblem } from "@/lib/web/sign-in-address";

const SECRET = "a secret of the deployment, 32 characters";
const NOW = new Date("2026-05-03T10:00:00Z");
const LINK = "https://holdfast.example/sign-in/continue?token=abc&email=ana%40shop.example";

test("a link is used up only by the browser that pressed its button, within a minute", () => {
  const cookie = continueCookie(SECRET, "token-of-ana", NOW);
  const value = cookie.slice(cookie.indexOf("=") + 1, cookie.indexOf(";"));

  expect(cookie).not.toContain("token-of-ana");
  expect(pressedContinue(SECRET, value, "token-of-ana", NOW)).toBe(true);
  expect(pressedContinue(SECRET, value, "token-of-bob", NOW)).toBe(false);
  expect(pressedContinue(SECRET, undefined, "token-of-ana", NOW)).toBe(false);
  expect(pressedContinue(SECRET, value, "token-of-ana", new Date(NOW.getTime() + 60_000))).toBe(false);
  expect(clearedContinueCookie()).toMatch(/Max-Age=0/);
});

test("the sign-in mail names the site, carries the link in both parts and says how long it works", () => {
  const mail = signInMail("ana@shop.example", LINK, "en");

  expect(mail.subject).toContain("holdfast.example");
  expect(mail.text).toContain(`\n${LINK}\n`);
  expect(mail.text).toMatch(/once, for 15 minutes/);
  expect(mail.html).toContain(LINK.replace("&", "&#38;"));
  expect(`${mail.subject}${mail.text}`).not.toMatch(/mail\.sign_in|[{}]/);
  expect(mail.html).not.toContain("mail.sign_in");
});

test("the way back and the reason travel to the sign-in page", () => {
  expect(signInAddress(null)).toBe("/sign-in");
  expect(signInAddress("/connections?state=paused", "session")).toBe(
    "/sign-in?problem=session&returnTo=%2Fconnections%3Fstate%3Dpaused",
  );
});

test("how long to wait travels along, and an address that says something else is not believed", () => {
  expect(signInAddress(null, "too_many", 7)).toBe("/sign-in?problem=too_many&minutes=7");
  expect(["1", "15", "60"].map(minutesToWait)).toEqual([1, 15, 60]);
  expect([null, "0", "61", "07", "-1", "1e1", "99999", "<b>"].map(minutesToWait)).toEqual(Array(8).fill(null));
});

test("only reasons that the page has a sentence for are shown", () => {
  expect(signInProblem("link", null)).toBe("link");
  expect(signInProblem("<script>", null)).toBeNull();
  expect(signInProblem(null, "Verification")).toBe("link");
  expect(signInProblem(null, "constructor")).toBe("unknown");
  expect(signInProblem(null, null)).toBeNull();
});
