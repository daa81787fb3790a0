import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { buildHouse, type House, makeSeller, newSession } from "@/tests/support/house";
import { arrive, consent, counted, start } from "@/tests/support/walk";

let house: House;
let jane: Actor;

beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  jane = await makeSeller(house);
});

const exchanges = () => counted(house)["tokenRequests"] ?? 0;
const connectionsOf = async (actor: Actor) => (await house.services.dashboard(actor, {})).connections.length;
const audited = async (action: string) =>
  (await house.database.query("select 1 from audit_event where action = $1", [action])).length;

/** Runs a hostile arrival and proves that the marketplace was not asked and nothing was stored. */
async function changesNothing(
  arrival: () => Promise<{ readonly outcome: string }>,
  whose: readonly Actor[] = [jane],
): Promise<string> {
  const before = exchanges();
  const { outcome } = await arrival();
  expect(exchanges(), "no token request was made").toBe(before);
  for (const actor of whose) expect(await connectionsOf(actor), "nothing was stored").toBe(0);
  return outcome;
}

describe("a callback that is not this browser's own", () => {
  it("A1: 10,000 started flows have pairwise distinct secrets of full strength, and plain is never sent", async () => {
    const { randomness, digest } = house.container.dependencies;
    const made = Array.from({ length: 10_000 }, () => [randomness.token(32), randomness.token(32), randomness.token(32)]).flat();
    expect(new Set(made).size).toBe(30_000);
    expect(made.every((value) => /^[A-Za-z0-9_-]{43}$/.test(value))).toBe(true);

    const starts = [];
    for (let n = 0; n < 8; n++) starts.push(new URL((await start(house, jane)).address).searchParams);
    expect(new Set(starts.map((query) => query.get("state"))).size).toBe(8);
    expect(new Set(starts.map((query) => query.get("code_challenge"))).size).toBe(8);
    for (const query of starts) {
      expect(query.get("code_challenge_method")).toBe("S256");
      expect(query.get("code_challenge")).toHaveLength(digest.sha256("x").length);
      expect(query.get("state")).toMatch(/^[A-Za-z0-9_-]{43}$/);
    }
  });

  it("A2: without the browser's own cookie it is refused, the attempt is burnt and the act is audited", async () => {
    const started = await start(house, jane);
    const back = await consent(started.address);
    const audits = await audited("callback_session_mismatch");

    expect(await changesNothing(() => arrive(house, jane, { attemptId: started.attemptId, browserSecret: "other" }, back))).toBe(
      "mismatch",
    );
    expect(await changesNothing(() => arrive(house, jane, started, back)), "even its own browser finds it burnt").toBe(
      "mismatch",
    );
    expect(await audited("callback_session_mismatch")).toBe(audits + 1);
  });

  it("A2: with another person's session it is refused and the other person sees nothing of it", async () => {
    const omar = await makeSeller(house, "Omar");
    const started = await start(house, jane);
    const back = await consent(started.address);

    const ending = await house.services.completeConnection({
      providerId: "stubhub",
      registrationId: null,
      query: back.search.slice(1),
      actor: omar,
      browserSecretOf: () => started.browserSecret,
    });

    expect(ending).toEqual({ attemptId: null, outcome: "mismatch" });
    expect(await connectionsOf(jane)).toBe(0);
    expect(await connectionsOf(omar)).toBe(0);
  });

  it("A3: an attacker's own code and state create nothing for the person whose browser is sent there", async () => {
    const attacker = await makeSeller(house, "Mallory");
    const theirs = await start(house, attacker);
    const back = await consent(theirs.address, { account: "ben" });

    expect(
      await changesNothing(() => arrive(house, jane, { attemptId: "none", browserSecret: "none" }, back), [jane, attacker]),
    ).toBe("mismatch");
  });

  it("A4: a stolen code put into one's own attempt carries the wrong verifier and is refused by the marketplace", async () => {
    const victim = await makeSeller(house, "Victim");
    const stolen = (await consent((await start(house, victim)).address)).searchParams.get("code") ?? "";
    const own = await start(house, jane);
    const back = await consent(own.address);
    back.searchParams.set("code", stolen);

    const { outcome } = await arrive(house, jane, own, back);

    expect(outcome).toBe("code_expired");
    expect(await connectionsOf(jane)).toBe(0);
  });

  it("A5: a response that names another issuer or another provider's address never reaches a token endpoint", async () => {
    const started = await start(house, jane);
    const back = await consent(started.address);
    await house.database.query("update authorization_attempt set issuer = 'https://honest.example' where public_id = $1", [
      started.attemptId,
    ]);
    back.searchParams.set("iss", "https://evil.example");
    expect(await changesNothing(() => arrive(house, jane, started, back))).toBe("mismatch");

    const second = await start(house, jane);
    const elsewhere = await consent(second.address);
    await house.database.query("update authorization_attempt set provider_id = 'other' where public_id = $1", [second.attemptId]);
    expect(await changesNothing(() => arrive(house, jane, second, elsewhere))).toBe("mismatch");
  });

  it("A10: signed out meanwhile, or signed in anew, nothing is connected and the seller is asked to sign in", async () => {
    const out = await start(house, jane);
    const back = await consent(out.address);
    expect(await changesNothing(() => arrive(house, null, out, back))).toBe("session");

    const again = await start(house, jane);
    const later = await newSession(house.container.runtime, jane.userId);
    const returned = await consent(again.address);
    expect(await changesNothing(() => arrive(house, later, again, returned))).toBe("session");
  });

  it("A11: an attempt older than ten minutes is told so and its code is not used", async () => {
    const started = await start(house, jane);
    const back = await consent(started.address);
    await house.database.query("update authorization_attempt set expires_at = now() - interval '1 second' where public_id = $1", [
      started.attemptId,
    ]);

    expect(await changesNothing(() => arrive(house, jane, started, back))).toBe("expired");
  });

  it.each([
    ["access_denied", "denied"],
    ["invalid_request", "setup"],
    ["unauthorized_client", "setup"],
    ["unsupported_response_type", "setup"],
    ["invalid_scope", "setup"],
    ["server_error", "provider_down"],
    ["temporarily_unavailable", "provider_down"],
    ["made_up_by_somebody", "unknown"],
    ["__proto__", "unknown"],
  ])("A12: error=%s ends the attempt as %s, whatever the description holds", async (error, expected) => {
    const started = await start(house, jane);
    const state = new URL(started.address).searchParams.get("state") ?? "";
    const description = `<script>alert(1)</script>\r\nSet-Cookie: x=1\u202e${"A".repeat(10_000)}`;
    const back = new URL(
      `http://localhost:3000/api/oauth/stubhub/callback?${new URLSearchParams({ error, error_description: description, state })}`,
    );

    expect(await changesNothing(() => arrive(house, jane, started, back))).toBe(expected);
    const result = await house.services.attemptResult(jane, started.attemptId);
    expect(JSON.stringify(result)).not.toContain("script");
    expect(await changesNothing(() => arrive(house, jane, started, back)), "and it is over").toBe(expected);
  });

  it("A12: an error without our state ends nobody's attempt", async () => {
    const started = await start(house, jane);
    const back = new URL("http://localhost:3000/api/oauth/stubhub/callback?error=access_denied&state=guessed");
    expect(await changesNothing(() => arrive(house, jane, started, back))).toBe("mismatch");
    expect(await house.services.attemptResult(jane, started.attemptId)).toMatchObject({ value: { outcome: "in_progress" } });
  });

  it.each([
    ["the code twice", (q: string) => `${q}&code=other`],
    ["the state twice", (q: string) => `${q}&state=other`],
    ["brackets", (q: string) => q.replace("code=", "code[]=")],
    ["a prototype name", (q: string) => `__proto__[state]=x&${q.replace("state=", "constructor=")}`],
    ["64 kB", (q: string) => `${q}&filler=${"A".repeat(65_536)}`],
    ["an empty code", (q: string) => q.replace(/code=[^&]*/, "code=")],
  ])("A13: a query with %s is refused without a token request", async (_name, spoil) => {
    const started = await start(house, jane);
    const back = await consent(started.address);
    const arrival = () =>
      house.services.completeConnection({
        providerId: "stubhub",
        registrationId: null,
        query: spoil(back.search.slice(1)),
        actor: jane,
        browserSecretOf: () => started.browserSecret,
      });

    expect(await changesNothing(arrival)).toBe("mismatch");
  });

  it("StubHub 15: a consent callback without state is refused", async () => {
    const started = await start(house, jane);
    const back = await consent(started.address);
    back.searchParams.delete("state");
    expect(await changesNothing(() => arrive(house, jane, started, back))).toBe("mismatch");
  });
});
