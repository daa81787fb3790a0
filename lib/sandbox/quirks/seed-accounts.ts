import type { SeedAccount } from "./quirks";

/** The two people whom every look-alike knows. */
export const SEED_ACCOUNTS: readonly SeedAccount[] = [
  { id: "ana", name: "Ana", fullName: "Ana Pretend", email: "ana@sandbox.test", phone: "+1 555 0100", note: "42 listings" },
  { id: "ben", name: "Ben", fullName: "Ben Pretend", email: "ben@sandbox.test", phone: "+1 555 0101", note: "no listings" },
];

const NAMES = ["Caro", "Dani", "Eli", "Femi", "Gia", "Hugo", "Ines", "Jun"] as const;

/** The next made-up person; `nth` counts from 1 and makes name and address unique. */
export function makeAccount(nth: number): SeedAccount {
  const round = Math.floor((nth - 1) / NAMES.length);
  const name = `${NAMES[(nth - 1) % NAMES.length] ?? "Kim"}${round === 0 ? "" : ` ${round + 1}`}`;
  const local = name.toLowerCase().replace(" ", "");
  return {
    id: `new-${nth}`,
    name,
    fullName: `${name} Pretend`,
    email: `${local}@sandbox.test`,
    phone: `+1 555 ${String(101 + nth).padStart(4, "0")}`,
    note: "made up here",
  };
}
