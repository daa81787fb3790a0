import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type OpenSandbox, openSandbox, SCOPE } from "./open-sandbox";

let box: OpenSandbox;
beforeAll(async () => {
  box = await openSandbox();
});
afterEach(() => box.post("/console/reset", { provider: "stubhub" }));
afterAll(() => box.sandbox.close());

describe("for whom and how often", () => {
  it("a switch for Ana leaves Ben alone, in every request that is about him", async () => {
    const [ana, ben] = [await box.exchange("ana"), await box.exchange("ben")];
    await box.fault("too_many", "5", { account: "ana" });

    const statuses = [
      (await box.call(ana.body["access_token"])).status,
      (await box.call(ben.body["access_token"])).status,
      (await box.refresh(ana.body["refresh_token"])).status,
      (await box.refresh(ben.body["refresh_token"])).status,
    ];

    expect(statuses).toEqual([429, 200, 429, 200]);
  });

  it("a switch for one person goes before the one for everybody, and counts down by itself", async () => {
    await box.fault("short_life", "30");
    await box.fault("short_life", "90", { account: "ana", times: "1" });

    const lives = [await box.exchange("ana"), await box.exchange("ana"), await box.exchange("ben")].map(
      (reply) => reply.body["expires_in"],
    );

    expect(lives).toEqual([90, 30, 30]);
    expect(box.counters()).toMatchObject({ faultsUsed: 3, faultsOn: 1 });
  });

  it("off turns a switch off", async () => {
    await box.fault("deny");

    await box.fault("deny", "off");

    expect((await box.decide()).location!.searchParams.has("code")).toBe(true);
  });

  it("several switches can be turned on at once, each with its own value", async () => {
    const form = new URLSearchParams({ provider: "stubhub", "value.clock": "-10", "value.short_life": "90" });
    form.append("fault", "clock");
    form.append("fault", "short_life");
    await box.post("/console/faults", form);

    const reply = await box.exchange();

    expect(reply.body["expires_in"]).toBe(90);
    expect(Date.parse(reply.headers.get("date")!)).toBe(box.clock.now - 600_000);
  });

  it.each([
    ["a switch that does not exist", { fault: "explode" }],
    ["a value that the switch does not take", { fault: "error", value: "418" }],
    ["a wait that is too long", { fault: "slow", value: "3600" }],
    ["a person who does not exist", { fault: "deny", account: "zoe" }],
    ["a number of times that is none", { fault: "deny", times: "often" }],
    ["a provider that is not here", { fault: "deny", provider: "elsewhere" }],
  ])("%s is refused and changes nothing", async (_, form) => {
    const reply = await box.post("/console/faults", { provider: "stubhub", ...form });

    expect(reply.status).toBe(400);
    expect(box.counters().faultsOn).toBe(0);
  });

  it("one bad switch among good ones turns none on", async () => {
    const form = new URLSearchParams({ provider: "stubhub" });
    for (const name of ["deny", "explode"]) form.append("fault", name);

    const reply = await box.post("/console/faults", form);

    expect(reply.status).toBe(400);
    expect(box.counters().faultsOn).toBe(0);
  });
});

describe("the panel of the consent page", () => {
  it("what is ticked there counts from the click on, and what is unticked stops", async () => {
    await box.fault("clock", "10");
    const page = await box.get(box.authorizePath());

    const form = new URLSearchParams({
      account: "ana",
      decision: "allow",
      panel: "1",
      was: "clock=10",
      fault: "short_life",
      "value.short_life": "60",
    });
    for (const value of SCOPE.split(" ")) form.append("allow", value);
    const back = await box.post(box.authorizePath(), form);
    const reply = await box.token(box.exchangeForm(new URL(back.headers.get("location")!).searchParams.get("code")!));

    expect(page.text).toContain('name="was" value="clock=10"');
    expect(reply.body["expires_in"]).toBe(60);
    expect(Date.parse(reply.headers.get("date")!)).toBe(box.clock.now);
  });

  it("a click that changes no switch leaves one alone that was set with a number of times", async () => {
    await box.fault("short_life", "60", { times: "1" });
    const form = new URLSearchParams({
      account: "ana",
      decision: "allow",
      allow: "read:user",
      panel: "1",
      was: "short_life=60",
      fault: "short_life",
      "value.short_life": "60",
    });

    await box.post(box.authorizePath(), form);
    const lives = [await box.exchange(), await box.exchange()].map((reply) => reply.body["expires_in"]);

    expect(lives).toEqual([60, 3600]);
  });

  it("a program's form without the panel changes no switch", async () => {
    await box.fault("clock", "10");

    await box.decide();

    expect(box.counters().faultsOn).toBe(1);
  });
});
