import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { openTokensOf } from "@/tests/support/open-tokens";
import { connect, counted } from "@/tests/support/walk";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

type Row = {
  readonly values?: Readonly<Record<string, string>>;
  /** What a seller sees as the account's name; null: the provider tells none. */
  readonly account: string | null;
  /** How long access lasts, in minutes. */
  readonly access: number;
  /** How long the permission lasts, in days; null: no document says. */
  readonly permission: number | null;
  /** Each renewal begins those days again. */
  readonly moves?: true;
  /** A renewal brings another refresh token. */
  readonly rotates: boolean;
  readonly ends: "confirmed" | "no_way";
  /** After the end, the page names a time until which access may work. */
  readonly lives: boolean;
};

/** What each provider's documents say, in numbers that a person can look up; nothing here is read from the definitions. */
const TABLE: Readonly<Record<string, Row>> = {
  stockx: { account: null, access: 720, permission: null, rotates: false, ends: "confirmed", lives: true },
  stubhub: { account: null, access: 60, permission: null, rotates: true, ends: "no_way", lives: true },
  foxy: { account: "Ana's pretend store 3200", access: 120, permission: 3650, rotates: false, ends: "confirmed", lives: false },
  "stack-auth": { account: "ana@sandbox.test", access: 10, permission: 365, rotates: false, ends: "confirmed", lives: true },
  ebay: { account: "ana_pretend", access: 120, permission: 547, rotates: false, ends: "no_way", lives: true },
  etsy: { account: "ana@sandbox.test", access: 60, permission: 90, moves: true, rotates: true, ends: "no_way", lives: true },
  square: { account: "Ana's Pretend Shop", access: 43_200, permission: null, rotates: false, ends: "confirmed", lives: false },
  shopify: {
    values: { shop: "acme" },
    account: "acme",
    access: 60,
    permission: 90,
    moves: true,
    rotates: true,
    ends: "no_way",
    lives: true,
  },
};

describe("every provider of the catalogue", () => {
  let house: House;
  beforeAll(async () => {
    house = await buildHouse();
  });
  afterAll(() => house[Symbol.asyncDispose]());

  it("is in the table of this test", () => {
    expect(CATALOGUE.map(({ id }) => id)).toEqual(Object.keys(TABLE));
  });

  it.each(Object.entries(TABLE))(
    "%s: connects, shows its clocks, answers a check, is renewed, and is disconnected as far as it can be",
    async (providerId, row) => {
      const seller = await makeSeller(house);
      const asked = { providerId, label: "Shop", ...(row.values && { values: row.values }) };

      const { outcome, id } = await connect(house, seller, asked);

      expect(outcome).toBe("connected");
      const [shown] = (await house.services.dashboard(seller, {})).connections;
      expect(shown).toMatchObject({ id, state: "working", also: [], needsSeller: false, scopesMissing: [] });
      expect(shown?.access.kind).toBe("auto");
      expect(minutesUntil(shown?.access.kind === "auto" ? shown.access.endsAt : null)).toBe(row.access);
      const { permission } = shown ?? {};
      expect(permission?.kind).toBe(row.permission === null ? "unknown" : row.moves ? "renewed" : "known");
      expect(permission && "endsAt" in permission ? daysUntil(permission.endsAt ?? "") : null).toBe(row.permission);
      expect(shown?.account).toBe(row.account);

      expect(await house.services.checkConnection(seller, id ?? "")).toMatchObject({
        ok: true,
        value: { did: "works", renewed: false },
      });

      const before = await openTokensOf(house, id ?? "");
      await house.database.query("update credential set last_refreshed_at = null");
      const renewed = await house.services.refreshConnection(seller, id ?? "");
      const after = await openTokensOf(house, id ?? "");

      expect(renewed).toMatchObject({ ok: true, value: { did: "renewed" } });
      expect(counted(house, providerId)["refreshes"]).toBe(1);
      expect(after.accessToken).not.toBe(before.accessToken);
      expect(after.refreshToken !== before.refreshToken).toBe(row.rotates);

      const ended = await house.services.disconnectConnection(seller, id ?? "");

      expect(ended).toMatchObject({ ok: true, value: { result: row.ends } });
      expect(ended.ok && ended.value.accessUntil !== null).toBe(row.lives);
      expect(counted(house, providerId)["revocations"]).toBe(row.ends === "confirmed" ? 1 : 0);
      const [kept] = await house.database.query(
        "select sealed, has_refresh from credential k join connection c on c.id = k.connection_id where c.public_id = $1",
        [id],
      );
      expect(kept).toEqual({ sealed: null, has_refresh: false });
    },
  );
});

const minutesUntil = (at: string | null): number => Math.round((Date.parse(at ?? "") - Date.now()) / MINUTE_MS);
const daysUntil = (at: string): number => Math.round((Date.parse(at) - Date.now()) / DAY_MS);
