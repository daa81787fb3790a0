import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { readTyped, typedCookie } from "@/lib/web/typed-cookie";

const NOW = new Date("2026-11-22T12:00:00Z");
const SECRET = "of-the-deployment";
const address = (part: string) => `https://login.shop.example/${part}/${"oauth/".repeat(60)}${part}`;
const carried = (cookie: string) => cookie.slice(cookie.indexOf("=") + 1, cookie.indexOf(";"));
const back = (values: Readonly<Record<string, string>>, key?: string, now = NOW) => {
  const made = typedCookie(SECRET, { problem: "scopes", values }, NOW);
  return { cookie: made.cookie, read: readTyped(SECRET, carried(made.cookie), key ?? made.key, now) };
};

it("a long form comes back letter by letter, and fits into a cookie", () => {
  const values = {
    name: "Läden & Söhne",
    authorize: address("authorize"),
    token: address("token"),
    scopes: Array.from({ length: 50 }, (_, at) => `orders.read.${at} = See the orders of week ${at}`).join("\n"),
  };
  const { cookie, read } = back(values);
  expect(read).toEqual({ problem: "scopes", values });
  expect(cookie.length).toBeLessThan(4000);
});

it("what does not fit is left out whole, never cut", () => {
  const noise = randomBytes(4000).toString("base64");
  expect(back({ name: "Acme", scopes: noise }).read).toEqual({ problem: "scopes", values: { name: "Acme" } });
});

it("another form's key, a cookie that is not ours and an old one bring nothing back", () => {
  expect(back({ name: "Acme" }, "another").read).toBeNull();
  expect(back({ name: "Acme" }, undefined, new Date(NOW.getTime() + 31 * 60_000)).read).toBeNull();
  const { key, cookie } = typedCookie("of another deployment", { problem: null, values: {} }, NOW);
  expect(readTyped(SECRET, carried(cookie), key, NOW)).toBeNull();
});
