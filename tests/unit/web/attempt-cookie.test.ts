import { expect, test } from "vitest";
import { attemptCookieName, attemptCookies, clearedAttemptCookie } from "@/lib/web/attempt-cookie";

const started = (attemptId: string) => ({ attemptId, browserSecret: "s3cret_-value", expiresInSeconds: 600 });

test("A9: every attempt has a cookie of its own, bound to this host", () => {
  expect(attemptCookies(started("att_1"), [])).toEqual([
    "__Host-hf-at-att_1=s3cret_-value; Path=/; Max-Age=600; HttpOnly; Secure; SameSite=Lax",
  ]);
  expect(attemptCookieName("att_1")).not.toBe(attemptCookieName("att_2"));
});

test("A9: a second, third and tenth tab leave the others alone", () => {
  const present = Array.from({ length: 9 }, (_, n) => attemptCookieName(`att_${n}`));

  expect(attemptCookies(started("att_new"), ["theme", ...present])).toHaveLength(1);
});

test("the oldest attempts of a browser make room when there are more than ten", () => {
  const present = ["__Host-holdfast.session", ...Array.from({ length: 12 }, (_, n) => attemptCookieName(`att_${n}`))];

  const cookies = attemptCookies(started("att_new"), present);

  expect(cookies.slice(0, -1)).toEqual(["att_0", "att_1", "att_2"].map(clearedAttemptCookie));
  expect(cookies.at(-1)).toMatch(/^__Host-hf-at-att_new=/);
});

test("a cookie name that is not ours is neither counted nor written back", () => {
  const strange = Array.from({ length: 20 }, (_, n) => `__Host-hf-at-é;\r\n${n}`);

  expect(attemptCookies(started("att_new"), strange)).toHaveLength(1);
});

test("a secret or id that could break out of the header is refused", () => {
  expect(() => attemptCookies({ ...started("att_1"), browserSecret: "x; Domain=evil.com" }, [])).toThrow(/unreserved/);
  expect(() => attemptCookieName("a=b; x")).toThrow(/letters/);
});
