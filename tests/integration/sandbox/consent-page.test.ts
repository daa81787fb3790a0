import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenSandbox, openSandbox, REDIRECT_URI } from "./open-sandbox";

let box: OpenSandbox;
beforeAll(async () => {
  box = await openSandbox();
});
afterAll(() => box.sandbox.close());

describe("the consent page", () => {
  it("allowing goes back with a code and the state, and keeps what the address already had", async () => {
    const back = await box.decide({}, { redirect_uri: "https://app.example/back?kept=1" });

    expect(back.status).toBe(302);
    expect(back.location!.href).toMatch(/^https:\/\/app\.example\/back\?kept=1&code=sandbox_code_[\w-]{43}&state=state-1$/);
  });

  it("looking at the page gives nothing away: only a click does", async () => {
    const before = box.counters();

    const page = await box.get(box.authorizePath());

    expect(page.status).toBe(200);
    expect(page.text).not.toContain("sandbox_code_");
    expect(box.counters()).toEqual(before);
  });

  it("denying goes back with access_denied and the state", async () => {
    const back = await box.decide({ decision: "deny" });

    expect(Object.fromEntries(back.location!.searchParams)).toEqual({ error: "access_denied", state: "state-1" });
  });

  it("StubHub 15: without a state in the request there is none on the way back", async () => {
    const back = await box.decide({}, { state: null });

    expect([...back.location!.searchParams.keys()]).toEqual(["code"]);
  });

  it("StubHub 8: an http address is refused with a page that says why, and only a laptop's own is let through", async () => {
    const far = await box.get(box.authorizePath({ redirect_uri: "http://app.example/back" }));
    const near = await box.get(box.authorizePath({ redirect_uri: REDIRECT_URI }));
    const lookalikeHost = await box.get(box.authorizePath({ redirect_uri: "http://localhost.evil.example/back" }));

    expect([far.status, far.headers.get("location")]).toEqual([400, null]);
    expect(far.text).toContain("StubHub goes back to https addresses only");
    expect(far.text).toContain("because it runs on a laptop");
    expect(near.status).toBe(200);
    expect(lookalikeHost.text).toContain("https addresses only");
  });

  it.each([
    ["an unknown application", { client_id: "stranger" }, "No application with this client id"],
    ["another address", { redirect_uri: "https://app.example/elsewhere" }, "not one that this application registered"],
    ["an address that only begins alike", { redirect_uri: `${REDIRECT_URI}/` }, "not one that this application registered"],
    ["no address", { redirect_uri: null }, "names no address to go back to"],
    ["a script for an address", { redirect_uri: "javascript:alert(1)" }, "https addresses only"],
  ])("%s ends on an error page and sends nobody anywhere, also by POST", async (_, changes, words) => {
    const shown = await box.get(box.authorizePath(changes));
    const clicked = await box.decide({}, changes);

    for (const reply of [shown, clicked]) {
      expect([reply.status, reply.headers.get("location")]).toEqual([400, null]);
      expect(reply.text).toContain(words);
    }
  });

  it("a parameter that stands twice ends on an error page", async () => {
    const reply = await box.get(`${box.authorizePath()}&scope=read:sales`);

    expect(reply.status).toBe(400);
  });

  it.each([
    ["unsupported_response_type", { response_type: "token" }],
    ["invalid_scope", { scope: "read:everything" }],
    ["invalid_scope", { scope: null }],
    ["invalid_request", { code_challenge_method: "S1" }],
  ])("a request that is wrong in itself goes back with %s", async (error, changes) => {
    const reply = await box.get(box.authorizePath(changes));

    const back = new URL(reply.headers.get("location")!);
    expect(Object.fromEntries(back.searchParams)).toEqual({ error, state: "state-1" });
  });

  it("allowing nothing is asked again instead of sent back", async () => {
    const reply = await box.decide({ allow: [] });

    expect([reply.status, reply.location]).toEqual([400, null]);
    expect(reply.text).toContain("Tick at least one permission");
  });

  it("a new account is made up when it is allowed, and is offered the next time", async () => {
    const first = await box.exchange("new");
    const second = await box.exchange("new");

    const users = [await box.call(first.body["access_token"]), await box.call(second.body["access_token"])];
    const page = await box.get(box.authorizePath());

    expect(users.map((user) => user.body["email"])).toEqual(["caro@sandbox.test", "dani@sandbox.test"]);
    expect(page.text).toContain("caro@sandbox.test");
  });

  it("the page speaks to a seller, without a word of the protocol", async () => {
    const { text } = await box.get(box.authorizePath());
    const words = text.replace(/<[^>]*>/g, " ");

    expect(words).toContain("See your listings");
    expect(words).toContain("can change things");
    expect(words).toContain("You go back to");
    expect(words).not.toMatch(/\b(tokens?|oauth|scopes?|grants?|invalid\w*)\b/i);
  });

  it("the page may send its form to the application it goes back to, and runs no script", async () => {
    const reply = await box.get(box.authorizePath());

    expect(reply.headers.get("content-security-policy")).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' http://localhost:3000; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(reply.text).not.toMatch(/<script|style="| on\w+="/);
  });
});
