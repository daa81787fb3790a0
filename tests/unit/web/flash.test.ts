import { expect, test } from "vitest";
import { spentFlash } from "@/lib/server/spent-flash";
import type { FlashView } from "@/lib/views/person";
import { clearedFlashCookie, FLASH_COOKIE, flashCookie, readFlash } from "@/lib/web/flash";
import { sign } from "@/lib/web/signed-value";

const SECRET = "a secret of the deployment, 32 characters";
const NOW = new Date("2026-05-03T10:00:00Z");
const seconds = (n: number): Date => new Date(NOW.getTime() + n * 1000);
const FLASH: FlashView = { tone: "good", text: "flash.renamed", values: { from: "Main store", to: "Zürich <b>; store" } };

const cookieValue = (line: string): string => line.slice(line.indexOf("=") + 1, line.indexOf(";"));

test("a message survives one redirect, whatever a label holds", () => {
  const line = flashCookie(SECRET, FLASH, NOW);

  expect(line).toMatch(/^__Host-holdfast\.flash=[A-Za-z0-9._-]+; Path=\/; Max-Age=60; HttpOnly; Secure; SameSite=Lax$/);
  expect(readFlash(SECRET, cookieValue(line), seconds(59))).toEqual(FLASH);
});

test("a message keeps the way that it offers", () => {
  const offering: FlashView = { ...FLASH, act: { text: "do.reconnect_to_add", href: "/connections/con_1/reconnect" } };

  expect(readFlash(SECRET, cookieValue(flashCookie(SECRET, offering, NOW)), seconds(1))).toEqual(offering);
});

test("a message keeps the way back whole, or does not offer it", () => {
  const undo = (label: string): FlashView => ({ ...FLASH, undo: { action: "/api/connections/con_1/rename", fields: { label } } });
  const read = (flash: FlashView) => readFlash(SECRET, cookieValue(flashCookie(SECRET, flash, NOW)), seconds(1));
  const longest = "ü\u0308".repeat(240);

  expect(read(undo(longest))).toEqual(undo(longest));
  expect(read(undo("x".repeat(5000)))).toEqual(FLASH);
});

test("a message is over after a minute even if the browser keeps it", () => {
  expect(readFlash(SECRET, cookieValue(flashCookie(SECRET, FLASH, NOW)), seconds(60))).toBeNull();
});

test("a message that we did not sign is not shown", () => {
  const value = cookieValue(flashCookie(SECRET, FLASH, NOW));
  const [body = "", mac = ""] = value.split(".");
  const forgedBody = Buffer.from(JSON.stringify([seconds(600).getTime(), JSON.stringify(FLASH)])).toString("base64url");

  const forged = [
    undefined,
    "",
    ".",
    "x",
    body,
    `${forgedBody}.${mac}`,
    `${body}.${mac.slice(0, -2)}`,
    `${body}.`,
    `${value}.x`,
    `${body}.${"A".repeat(43)}`,
  ];

  for (const attempt of forged) expect(readFlash(SECRET, attempt, NOW)).toBeNull();
  expect(readFlash("another deployment's secret, 32 characters", value, NOW)).toBeNull();
});

test("a value signed for another purpose is no message", () => {
  expect(readFlash(SECRET, sign(SECRET, "continue", JSON.stringify(FLASH), seconds(60)), NOW)).toBeNull();
});

test("a long value is cut, so that the cookie stays below what browsers keep", () => {
  const values = { from: "a".repeat(5000), to: "é".repeat(5000) };

  const line = flashCookie(SECRET, { ...FLASH, values }, NOW);

  expect(line.length).toBeLessThan(2048);
  expect(readFlash(SECRET, cookieValue(line), NOW)?.values.from).toHaveLength(200);
});

test("the server ends the same cookie that the forms set, and only on a page request that carries it", () => {
  const headers = { cookie: `theme=dark; ${FLASH_COOKIE}=abc.def` };

  expect(spentFlash({ method: "GET", headers })).toBe(clearedFlashCookie());
  expect(spentFlash({ method: "POST", headers })).toBeNull();
  expect(spentFlash({ method: "GET", headers: { cookie: "theme=dark" } })).toBeNull();
  expect(spentFlash({ method: "GET", headers: {} })).toBeNull();
});
