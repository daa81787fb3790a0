import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { stubhub } from "@/lib/core/providers/stubhub";
import { faultsOf } from "@/lib/sandbox/faults/fault-list";
import { type OpenSandbox, openSandbox } from "./open-sandbox";

let box: OpenSandbox;
beforeAll(async () => {
  box = await openSandbox();
});
afterEach(() => box.post("/console/reset", { provider: "stubhub" }));
afterAll(() => box.sandbox.close());

describe("on the way back", () => {
  it("deny: Allow goes back as a refusal", async () => {
    await box.fault("deny");

    const back = await box.decide();

    expect(Object.fromEntries(back.location!.searchParams)).toEqual({ error: "access_denied", state: "state-1" });
  });

  it("fewer_scopes: only the first permission is given", async () => {
    await box.fault("fewer_scopes");

    const reply = await box.exchange();

    expect(reply.body["scope"]).toBe("read:sellerlistings");
  });

  it("wrong_account: Ben signs in for Ana, and Ana for anybody else", async () => {
    await box.fault("wrong_account");
    const anas = await box.exchange("ana");
    const bens = await box.exchange("ben");

    const users = [await box.call(anas.body["access_token"]), await box.call(bens.body["access_token"])];

    expect(users.map((user) => user.body["email"])).toEqual(["ben@sandbox.test", "ana@sandbox.test"]);
  });

  it.each([
    ["changed", "another-state-than-was-sent"],
    ["missing", null],
  ])("wrong_state: the state is %s", async (value, expected) => {
    await box.fault("wrong_state", value);

    const back = await box.decide();

    expect(back.location!.searchParams.get("state")).toBe(expected);
    expect(back.location!.searchParams.has("code")).toBe(true);
  });
});

describe("when keys are fetched or renewed", () => {
  it("slow: the answer waits, then comes", async () => {
    const code = await box.newCode();
    await box.fault("slow", "1", { times: "1" });

    const startedAt = performance.now();
    const slow = await box.token(box.exchangeForm(code));
    const waitedMs = performance.now() - startedAt;

    expect(slow.status).toBe(200);
    expect(waitedMs).toBeGreaterThan(950);
  });

  it("slow: a code that runs out while the answer waits is refused", async () => {
    const code = await box.newCode();
    await box.fault("slow", "1");

    const pending = box.token(box.exchangeForm(code));
    box.clock.now += 600_000;

    expect((await pending).body["error"]).toBe("invalid_grant");
  });

  it.each(["500", "503"])("error %s: nothing is done, so the same code works afterwards", async (status) => {
    const code = await box.newCode();
    await box.fault("error", status, { times: "1" });

    const failed = await box.token(box.exchangeForm(code));
    const worked = await box.token(box.exchangeForm(code));

    expect(failed.status).toBe(Number(status));
    expect(worked.status).toBe(200);
  });

  it("error timeout: no answer comes, and nothing is done", async () => {
    const first = await box.exchange();
    await box.fault("error", "timeout", { times: "1" });

    const waiting = fetch(box.address(stubhub.token.endpoint), {
      method: "POST",
      body: new URLSearchParams({ grant_type: "refresh_token" }),
      signal: AbortSignal.timeout(300),
    });

    await expect(waiting).rejects.toThrow(/timeout/);
    expect((await box.refresh(first.body["refresh_token"])).status).toBe(200);
  });

  it("error lost: the work is done and the reply never arrives, so the old key is used up", async () => {
    const first = await box.exchange();
    await box.fault("error", "lost", { times: "1" });

    await expect(box.refresh(first.body["refresh_token"])).rejects.toThrow();

    expect((await box.refresh(first.body["refresh_token"])).body["error"]).toBe("invalid_grant");
    expect(box.counters()).toMatchObject({ refreshes: 1, reuseHits: 1 });
  });

  it("late_code: the code has run out", async () => {
    await box.fault("late_code");

    const reply = await box.exchange();

    expect([reply.status, reply.body["error"]]).toEqual([400, "invalid_grant"]);
  });

  it("renewal_refused: refused twice, and the same key works afterwards", async () => {
    const first = await box.exchange();
    await box.fault("renewal_refused", "on", { times: "2" });

    const replies = [];
    for (let nth = 0; nth < 3; nth += 1) replies.push(await box.refresh(first.body["refresh_token"]));

    expect(replies.map((reply) => reply.body["error"] ?? reply.status)).toEqual(["invalid_grant", "invalid_grant", 200]);
  });

  it("rotation rotate_end: a used key that comes back ends the whole family", async () => {
    const first = await box.exchange();
    await box.fault("rotation", "rotate_end");
    const second = await box.refresh(first.body["refresh_token"]);

    await box.refresh(first.body["refresh_token"]);

    expect((await box.refresh(second.body["refresh_token"])).body["error"]).toBe("invalid_grant");
    expect((await box.call(second.body["access_token"])).status).toBe(401);
    expect(box.counters().liveGrants).toBe(0);
  });

  it("rotation keep: the same key comes back and stays good", async () => {
    const first = await box.exchange();
    await box.fault("rotation", "keep");

    const second = await box.refresh(first.body["refresh_token"]);
    const third = await box.refresh(first.body["refresh_token"]);

    expect(second.body["refresh_token"]).toBe(first.body["refresh_token"]);
    expect(third.status).toBe(200);
  });

  it("no_refresh_token: neither the first reply nor a renewal carries one", async () => {
    const renewable = await box.exchange();
    await box.fault("no_refresh_token");

    const first = await box.exchange();
    const renewed = await box.refresh(renewable.body["refresh_token"]);

    expect(first.status).toBe(200);
    expect(first.body).not.toHaveProperty("refresh_token");
    expect(renewed.body).not.toHaveProperty("refresh_token");
  });

  it("short_life: access ends after a minute, and says so", async () => {
    await box.fault("short_life");
    const reply = await box.exchange();

    const before = await box.call(reply.body["access_token"]);
    box.clock.now += 60_000;
    const after = await box.call(reply.body["access_token"]);

    expect(reply.body["expires_in"]).toBe(60);
    expect([before.status, after.status]).toEqual([200, 401]);
  });

  it("invalid_client: the right secret is refused", async () => {
    await box.fault("invalid_client", "on", { times: "1" });

    const reply = await box.exchange();

    expect([reply.status, reply.body["error"]]).toEqual([401, "invalid_client"]);
  });

  it("revocation: there is no such switch where there is no way to end access", async () => {
    const reply = await box.fault("revocation", "404");

    expect(reply.status).toBe(400);
    expect(faultsOf(stubhub).map((fault) => fault.id)).not.toContain("revocation");
  });
});

describe("on every answer", () => {
  it.each([
    ["10", 600_000],
    ["-10", -600_000],
  ])("clock %s: the Date header is off, at the token address and at the API", async (value, offMs) => {
    const right = await box.exchange();
    await box.fault("clock", value);

    const wrong = await box.exchange();
    const user = await box.call(right.body["access_token"]);

    expect(Date.parse(right.headers.get("date")!)).toBe(box.clock.now);
    expect(Date.parse(wrong.headers.get("date")!)).toBe(box.clock.now + offMs);
    expect(Date.parse(user.headers.get("date")!)).toBe(box.clock.now + offMs);
  });

  it("too_many: 429 with Retry-After, and nothing is done", async () => {
    const first = await box.exchange();
    await box.fault("too_many", "7", { times: "2" });

    const token = await box.refresh(first.body["refresh_token"]);
    const user = await box.call(first.body["access_token"]);

    for (const reply of [token, user]) expect([reply.status, reply.headers.get("retry-after")]).toEqual([429, "7"]);
    expect((await box.refresh(first.body["refresh_token"])).status).toBe(200);
  });

  it("html: 200 with a web page, and nothing is done", async () => {
    const first = await box.exchange();
    await box.fault("html", "on", { times: "1" });

    const reply = await box.refresh(first.body["refresh_token"]);

    expect([reply.status, reply.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect((await box.refresh(first.body["refresh_token"])).status).toBe(200);
  });
});
