import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { stubhub } from "@/lib/core/providers/stubhub";
import { bareRequest, CLIENT, type OpenSandbox, openSandbox } from "./open-sandbox";

const HOSTILE = `"><script>alert('1')</script><b x='`;

let box: OpenSandbox;
beforeEach(async () => {
  box = await openSandbox();
});
afterEach(() => box.sandbox.close());

describe("the console", () => {
  it("counts what happened, for programs too", async () => {
    const first = await box.exchange();
    await box.refresh(first.body["refresh_token"]);
    await box.refresh(first.body["refresh_token"]);
    await box.call(first.body["access_token"]);
    await box.decide({ decision: "deny" });

    const counters = (await box.get("/console/counters.json")).body["stubhub"];

    expect(counters).toEqual({
      consents: 1,
      denials: 1,
      tokenRequests: 3,
      refreshRequests: 2,
      codeExchanges: 1,
      refreshes: 1,
      reuseHits: 1,
      apiCalls: 1,
      revocations: 0,
      faultsUsed: 0,
      liveGrants: 1,
      faultsOn: 0,
    });
  });

  it("ending access at the marketplace stops renewal and the access that is running, for that grant only", async () => {
    const [ana, ben] = [await box.exchange("ana"), await box.exchange("ben")];
    const page = await box.get("/console");
    const grant = /name="grant" value="([^"]+)"/.exec(page.text)![1]!;

    const done = await box.post("/console/revoke", { provider: "stubhub", grant });

    expect(done.status).toBe(303);
    expect((await box.refresh(ana.body["refresh_token"])).body["error"]).toBe("invalid_grant");
    expect((await box.call(ana.body["access_token"])).status).toBe(401);
    expect((await box.call(ben.body["access_token"])).status).toBe(200);
    expect(box.counters()).toMatchObject({ liveGrants: 1, revocations: 1 });
  });

  it("all access of one person can be ended by name", async () => {
    await box.exchange("ana");
    await box.exchange("ana");
    await box.exchange("ben");

    await box.post("/console/revoke", { provider: "stubhub", account: "ana" });

    expect(box.counters()).toMatchObject({ liveGrants: 1, revocations: 2 });
  });

  it("the time machine ends access now, and renewal still works", async () => {
    const first = await box.exchange();

    await box.post("/console/expire", { provider: "stubhub" });

    expect((await box.call(first.body["access_token"])).headers.get("www-authenticate")).toContain("The access token expired");
    const renewed = await box.refresh(first.body["refresh_token"]);
    expect((await box.call(renewed.body["access_token"])).status).toBe(200);
  });

  it("a reset of the switches keeps access, a reset of everything ends it", async () => {
    const first = await box.exchange();
    await box.fault("deny");

    await box.post("/console/reset", { provider: "stubhub", what: "faults" });
    const afterSwitches = box.counters();
    await box.post("/console/reset", {});

    expect(afterSwitches).toMatchObject({ faultsOn: 0, liveGrants: 1, tokenRequests: 1 });
    expect(box.counters()).toMatchObject({ liveGrants: 0, tokenRequests: 0 });
    expect((await box.call(first.body["access_token"])).status).toBe(401);
  });

  it("another site's page cannot press its buttons, nor allow anything", async () => {
    const foreign: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ];

    for (const headers of foreign) {
      expect((await box.post("/console/reset", { provider: "stubhub" }, headers)).status).toBe(403);
      expect(
        (await box.post(box.authorizePath(), { account: "ana", decision: "allow", allow: "read:user" }, headers)).status,
      ).toBe(403);
    }
    expect(
      (await box.post("/console/faults", { provider: "stubhub", fault: "deny" }, { origin: box.sandbox.origin })).status,
    ).toBe(303);
    expect(box.counters().consents).toBe(0);
  });

  it("a name of somebody else's that points here is turned away", async () => {
    const reply = await bareRequest(`${box.sandbox.origin}/console`, "GET", { host: `rebound.example:${box.sandbox.port}` });

    expect(reply.status).toBe(400);
  });

  it("no page and no counter shows a key", async () => {
    const reply = await box.exchange();
    const pages = await Promise.all(
      ["/", "/console", "/console/counters.json", "/stubhub", box.authorizePath()].map((where) => box.get(where)),
    );

    for (const page of pages) {
      expect(page.text).not.toContain(String(reply.body["access_token"]));
      expect(page.text).not.toContain(String(reply.body["refresh_token"]));
      expect(page.text).not.toContain(CLIENT.clientSecret);
    }
  });
});

describe("every page", () => {
  it("is unmistakably a test: title, heading, top bar, own picture", async () => {
    const problem = box.authorizePath({ client_id: "stranger" });
    for (const where of ["/", "/console", "/stubhub", "/nowhere", problem, box.authorizePath()]) {
      const { text, headers } = await box.get(where);

      expect(text, where).toMatch(/<title>TEST MARKETPLACE — not real · /);
      expect(text.match(/<h1>/g), where).toHaveLength(1);
      expect(text, where).toMatch(/<h1><span class="pre">TEST MARKETPLACE — not real/);
      expect(text, where).toMatch(/class="testbar">\s*<p><b>TEST MARKETPLACE — not real<\/b>/);
      expect(text, where).toContain('href="/favicon.svg"');
      expect(headers.get("content-security-policy"), where).toMatch(/^default-src 'none'/);
      expect(headers.get("cache-control"), where).toBe("no-store");
    }
    expect((await box.get("/favicon.svg")).headers.get("content-type")).toBe("image/svg+xml");
    expect((await box.get("/sandbox.css")).text).not.toMatch(/prefers-color-scheme|light-dark/);
  });

  it("what was guessed is marked as guessed", async () => {
    const { text } = await box.get("/stubhub");

    expect(text).toMatch(/† inferred<\/span><span>Both token requests without scope are refused/);
    expect(text).toMatch(/documented<\/span><span>Every renewal gives a new refresh token/);
  });

  it("an address that does not exist says where to go", async () => {
    const page = await box.get("/stubhub/nowhere");
    const wrongMethod = await box.get(box.address(stubhub.token.endpoint));

    expect(page.status).toBe(404);
    expect(page.text).toContain('href="/console"');
    expect([wrongMethod.status, wrongMethod.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it.each(["client_id", "redirect_uri", "scope", "state", "code_challenge"])("hostile text in %s stays text", async (name) => {
    const { text } = await box.get(box.authorizePath({ [name]: HOSTILE }));

    expect(text).not.toMatch(/<script|<b x=/);
  });

  it("hostile text in the console's address and buttons stays text", async () => {
    const pages = [
      await box.get(`/console?${new URLSearchParams({ provider: HOSTILE })}`),
      await box.get(`/${encodeURIComponent(HOSTILE)}`),
      await box.post("/console/faults", { provider: "stubhub", fault: HOSTILE }),
      await box.post("/console/faults", { provider: "stubhub", fault: "error", value: HOSTILE }),
      await box.post("/console/reset", { provider: "stubhub", what: HOSTILE }),
    ];

    for (const page of pages) expect(page.text).not.toMatch(/<script|<b x=/);
    expect(pages[2]!.text).toContain("&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;");
  });

  it("a body that is too large is turned away", async () => {
    const reply = await box.post("/console/faults", { provider: "stubhub", fault: "x".repeat(70_000) });

    expect(reply.status).toBe(400);
  });
});
