import { type Planted, type PlantedEvent, plantAttempt, plantConnection, putHistoryInOrder } from "./plant";
import type { TestDatabase } from "./postgres";

const CONNECTED: PlantedEvent = { at: "-20 days", type: "connected", by: "seller" };
const RENEWED: readonly PlantedEvent[] = [
  { at: "-19 days", type: "renamed", by: "seller", data: { from: "StubHub account 1", to: "Main store" } },
  { at: "-2 days", type: "renewed", data: { seconds: "0.6" } },
  { at: "-1 day", type: "renewal_failed.provider_unavailable", reference: "M2-8RT" },
  { at: "-23 hours", type: "working_again" },
  { at: "-67 minutes", type: "renewed", data: { seconds: "0.4" } },
  { at: "-7 minutes", type: "renewed", data: { seconds: "0.4" } },
];

/** A seller's connections, one for each state that a seller can meet. Names as sellers give them. */
export const SHOP = {
  working: { label: "Main store", account: "jane@brightseats.example", days: "ooooooooooooolo", events: [CONNECTED, ...RENEWED] },
  reconnect: {
    label: "EU outlet",
    account: "eu@brightseats.example",
    status: "NEEDS_REAUTH",
    brokenSince: "-3 hours",
    accessEnds: "-3 hours",
    renewed: "-4 hours",
    days: "ooooooooooooof",
    events: [
      CONNECTED,
      { at: "-4 hours", type: "renewal_refused", reference: "Q4-7HM" },
      { at: "-3 hours", type: "needs_reconnect.invalid_grant", reference: "Q4-7HN" },
    ],
  },
  trouble_on: {
    label: "Tickets",
    account: "tix88",
    failures: 3,
    renewed: "-64 minutes",
    renews: "12 minutes",
    days: "oooooooooooool",
    events: [CONNECTED, { at: "-16 minutes", type: "renewal_failed.provider_unavailable", reference: "K7-4QX" }],
  },
  trouble_off: {
    label: "Away games",
    account: "away@brightseats.example",
    failures: 9,
    renewed: "-2 hours",
    accessEnds: "-25 minutes",
    renews: "9 minutes",
    days: "ooooooooooooof",
    events: [CONNECTED, { at: "-4 minutes", type: "renewal_failed.provider_unavailable", reference: "P3-2WD" }],
  },
  ends_soon: {
    label: "Box office",
    account: "box@brightseats.example",
    permissionEnds: "5 days",
    days: "oooooooooooooo",
    events: [CONNECTED],
  },
  partial: {
    label: "Season tickets",
    account: "season@brightseats.example",
    granted: ["read:sellerlistings", "write:sellerlistings", "read:user"],
    days: "oooooooooooooo",
    events: [CONNECTED],
  },
  not_renewed: {
    label: "Late shows",
    account: "late@brightseats.example",
    renewable: false,
    renewed: "-4 hours",
    accessEnds: "8 hours",
    renews: null,
    days: ".............o",
    events: [{ ...CONNECTED, at: "-4 hours" }],
    connected: "-4 hours",
  },
  ends_today: {
    label: "Pop-up store",
    account: "popup@brightseats.example",
    renewable: false,
    renewed: "-11 hours",
    accessEnds: "70 minutes",
    renews: null,
    days: ".............o",
    events: [{ ...CONNECTED, at: "-11 hours" }],
    connected: "-11 hours",
  },
  paused: {
    label: "Festival 2025",
    account: "fest@brightseats.example",
    status: "PAUSED",
    renewed: "-3 days",
    days: "ooooooooooo...",
    events: [CONNECTED, { at: "-3 days", type: "paused", by: "seller" }],
  },
  disconnected: {
    label: "Old store",
    account: "old@brightseats.example",
    status: "REVOKED",
    disconnected: "-2 days",
    events: [CONNECTED, { at: "-2 days", type: "disconnected", by: "seller" }, { at: "-2 days", type: "disconnect_no_way" }],
  },
} as const satisfies Readonly<Record<string, Planted>>;

export type ShopState = keyof typeof SHOP;

const ended = (label: string, end: NonNullable<Planted["end"]>, disconnected = "-40 minutes"): Planted => ({
  label,
  account: "old@brightseats.example",
  status: end.result === null ? "REVOKING" : "REVOKED",
  disconnected,
  end,
  events: [CONNECTED, { at: disconnected, type: "disconnected", by: "seller", reference: "R7-4QX" }],
});

/** One disconnected connection for each way in which that can end at the marketplace. */
export const ENDED = {
  revoked: ended("Word", { result: "confirmed", accessUntil: "11 hours" }),
  proven: ended("Proof", { result: "confirmed", proven: true, accessUntil: "-5 minutes" }),
  no_way: ended("Nobody asks", { result: "no_way", accessUntil: "20 minutes" }),
  trying: ended("Trying", { result: null, tries: 4, nextTry: "8 minutes" }),
  still_works: ended("Not gone", { result: null, tries: 2, nextTry: "1 minute", proven: false }),
  given_up: ended("Given up", { result: "unconfirmed", why: "given_up", tries: 29 }, "-2 days"),
  refused: ended("Refused", { result: "unconfirmed", why: "refused" }),
} as const satisfies Readonly<Record<string, Planted>>;

export async function plantShop(
  database: TestDatabase,
  userId: string,
  states = Object.keys(SHOP) as readonly ShopState[],
): Promise<Readonly<Record<string, string>>> {
  const ids: Record<string, string> = {};
  for (const state of states) ids[state] = await plantConnection(database, userId, SHOP[state]);
  await putHistoryInOrder(database);
  return ids;
}

const OLD_AND_NEW = { expected: "jane@brightseats.example", got: "info@brightseats.example" };

/** One finished attempt for each outcome. @param connection a connection of this person that works */
export async function plantResults(
  database: TestDatabase,
  userId: string,
  connection: string,
  partial: string,
): Promise<Readonly<Record<string, string>>> {
  const plant = (outcome: string, more: Omit<Parameters<typeof plantAttempt>[2], "outcome"> = {}) =>
    plantAttempt(database, userId, { outcome, ...more });
  const repairs = { connection, repairs: true } as const;
  const plain = ["denied", "expired", "mismatch", "session", "provider_down", "setup", "code_expired", "off", "limit", "unknown"];
  return {
    connected: await plant("connected", { connection }),
    reconnected: await plant("reconnected", repairs),
    duplicate: await plant("duplicate", { connection }),
    fewer_permissions: await plant("connected", { connection: partial }),
    other_account: await plant("wrong_account", {
      ...repairs,
      result: { ...OLD_AND_NEW, canAddAsNew: true, canConfirmSame: false },
    }),
    same_account: await plant("wrong_account", {
      ...repairs,
      result: { ...OLD_AND_NEW, canAddAsNew: true, canConfirmSame: true },
    }),
    other_owner: await plant("other_owner", { result: { got: "info@brightseats.example" } }),
    ...Object.fromEntries(await Promise.all(plain.map(async (outcome) => [outcome, await plant(outcome)] as const))),
  };
}
