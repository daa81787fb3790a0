import { expect, it } from "vitest";
import { FIRST_AT_ONCE, nextAtOnce } from "@/lib/core/connections/slow-start";

const round = (now: number, most: number): number =>
  Array.from({ length: now }).reduce<number>((next) => nextAtOnce(next, "works", most), now);

it("begins with two and doubles them with each round that works, up to what is allowed", () => {
  const rounds = [FIRST_AT_ONCE];
  for (let n = 0; n < 4; n++) rounds.push(round(rounds.at(-1) ?? 0, 16));
  expect(rounds).toEqual([2, 4, 8, 16, 16]);
});

it("goes back to two after trouble, however many there were", () => {
  expect(nextAtOnce(16, "trouble", 16)).toBe(2);
});

it("makes nothing of one connection that its seller has to repair", () => {
  expect(nextAtOnce(8, "nothing", 16)).toBe(8);
});

it("keeps to one where only one is allowed, and to fewer when the allowance shrinks", () => {
  expect([nextAtOnce(2, "works", 1), nextAtOnce(1, "trouble", 1), nextAtOnce(9, "nothing", 4)]).toEqual([1, 1, 4]);
});
