import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defineProvider } from "@/lib/core/providers/definition";
import { stubhub } from "@/lib/core/providers/stubhub";
import { lookalikeBases } from "@/lib/sandbox/lookalike-bases";
import { stubhubQuirks } from "@/lib/sandbox/quirks/stubhub";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { bareRequest, CLIENT, encodedBasic, type OpenSandbox, openSandbox, REDIRECT_URI } from "./open-sandbox";

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

describe("starting and stopping", () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), "sandbox test "));
  });
  afterEach(() => rm(home, { recursive: true }));

  it("a restart keeps people, access, switches and counts, and the file holds no key", async () => {
    const statePath = path.join(home, "made", "sandbox.json");
    const before = await openSandbox({ statePath });
    const reply = await before.exchange("new");
    const code = await before.newCode("ana");
    await before.fault("clock", "10");
    const counted = before.counters();
    await before.sandbox.close();

    const after = await openSandbox({ statePath });
    const kept = after.counters();
    const user = await after.call(reply.body["access_token"]);
    const renewed = await after.refresh(reply.body["refresh_token"]);
    const exchanged = await after.token(after.exchangeForm(code));
    await after.sandbox.close();

    expect(kept).toEqual(counted);
    expect(user.body["email"]).toBe("caro@sandbox.test");
    expect(Date.parse(renewed.headers.get("date")!)).toBe(after.clock.now + 600_000);
    expect(exchanged.status).toBe(200);
    const text = await readFile(statePath, "utf8");
    for (const secret of [code, reply.body["access_token"], reply.body["refresh_token"], CLIENT.clientSecret])
      expect(text).not.toContain(String(secret));
    expect((await stat(statePath)).mode & 0o777).toBe(0o600);
    expect(await readdir(path.dirname(statePath))).toEqual(["sandbox.json"]);
  });

  it("a reply is on disk before it is sent", async () => {
    const statePath = path.join(home, "sandbox.json");
    const running = await openSandbox({ statePath });
    const replies = await Promise.all(Array.from({ length: 10 }, () => running.exchange()));

    const stored = JSON.parse(await readFile(statePath, "utf8"));
    await running.sandbox.close();

    expect(replies.map((reply) => reply.status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(stored.providers.stubhub.grants).toHaveLength(10);
  });

  it("a state file of something else stops the start and names the file", async () => {
    const statePath = path.join(home, "sandbox.json");
    await writeFile(statePath, "{}");

    await expect(openSandbox({ statePath })).rejects.toThrow(`cannot read its state file ${statePath}. Delete it`);
  });

  it("production has no sandbox", async () => {
    await expect(openSandbox({ mode: "production" })).rejects.toThrow("The sandbox does not start in production");
  });

  it("a taken port is said in Node's own words, so that the next can be tried", async () => {
    await expect(openSandbox({ port: box.sandbox.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  it("a provider without a look-alike stops the start", async () => {
    const stranger = { ...stubhub, id: "stranger", displayName: "Stranger" };

    await expect(openSandbox({ definition: stranger })).rejects.toThrow("no look-alike of Stranger");
  });

  it("stopping hangs up on an answer that is still waiting", async () => {
    const running = await openSandbox();
    await running.fault("slow", "120");
    const pending = running.exchange();
    pending.catch(() => undefined);
    await expect.poll(() => running.counters().tokenRequests).toBe(1);

    await running.sandbox.close();

    await expect(pending).rejects.toThrow();
  });
});

describe("a second provider", () => {
  const acme = defineProvider({
    ...stubhub,
    id: "acme",
    displayName: "Acme",
    environments: {
      live: { label: "Acme", isTest: false, bases: { login: "https://login.acme.example", api: "https://api.acme.example" } },
    },
    authorization: { endpoint: "{login}/oauth/start" },
    token: { ...stubhub.token, endpoint: "{login}/oauth/token", names: { code: "auth_code" } },
    rotation: { ...stubhub.rotation, kind: "static", onMissing: "keep" },
    revocation: { kind: "rfc7009", endpoint: "{api}/revoke", token: "refresh_token", scope: "grant", accessTokenSurvives: false },
  });
  const lookalikes = [stubhubQuirks, { ...stubhubQuirks, providerId: "acme" }];
  const open = () => openSandbox({ definition: acme, lookalikes });
  const exchangeAcme = async (acmeBox: OpenSandbox) => {
    const { code, ...form } = acmeBox.exchangeForm(await acmeBox.newCode());
    return acmeBox.token({ ...form, auth_code: code });
  };

  it("its addresses come from its definition", () => {
    expect(lookalikeBases(acme, "http://127.0.0.1:4000")).toEqual({
      login: "http://127.0.0.1:4000/acme",
      api: "http://127.0.0.1:4000/acme/api",
    });
    expect(lookalikeBases(stubhub, "http://127.0.0.1:4000")).toEqual({
      account: "http://127.0.0.1:4000/stubhub",
      api: "http://127.0.0.1:4000/stubhub/api",
    });
  });

  it("it keeps its refresh token where its definition says so", async () => {
    const acmeBox = await open();
    const first = await exchangeAcme(acmeBox);

    const second = await acmeBox.refresh(first.body["refresh_token"]);
    const third = await acmeBox.refresh(first.body["refresh_token"]);
    await acmeBox.sandbox.close();

    expect([second.status, third.status]).toEqual([200, 200]);
    expect(second.body).not.toHaveProperty("refresh_token");
  });

  it("access can be ended, and the switch makes that fail", async () => {
    const acmeBox = await open();
    const first = await exchangeAcme(acmeBox);
    const end = () =>
      acmeBox.post("/acme/api/revoke", { token: String(first.body["refresh_token"]) }, { authorization: encodedBasic });

    await acmeBox.fault("revocation", "404", { times: "1" });
    const refused = await end();
    await acmeBox.fault("revocation", "500", { times: "1" });
    const failed = await end();
    const stillThere = await acmeBox.call(first.body["access_token"]);
    const done = await end();
    const again = await end();
    const gone = await acmeBox.call(first.body["access_token"]);
    const stranger = await acmeBox.post("/acme/api/revoke", { token: "x" });
    const counted = acmeBox.counters().revocations;
    await acmeBox.sandbox.close();

    expect([refused.status, failed.status, stillThere.status]).toEqual([404, 500, 200]);
    expect([done.status, again.status, gone.status]).toEqual([200, 200, 401]);
    expect(stranger.status).toBe(401);
    expect(counted).toBe(1);
  });

  it("the two share a site and nothing else", async () => {
    const clients = [stubhub, acme].map(({ id }) => ({ providerId: id, ...CLIENT, redirectUris: [REDIRECT_URI] }));
    const both = await startSandbox({
      definitions: [stubhub, acme],
      lookalikes,
      clients,
      port: 0,
      host: "127.0.0.1",
      statePath: null,
      mode: "trial",
    });
    const post = (body: Record<string, string>) =>
      fetch(`${both.origin}/console/faults`, { method: "POST", body: new URLSearchParams(body) });
    await post({ provider: "acme", fault: "deny" });

    const page = await (await fetch(`${both.origin}/console?provider=acme`)).text();
    const counters = both.counters();
    await both.close();

    expect(page).toContain('<a href="/console?provider=stubhub">Pretend StubHub</a>');
    expect(page).toContain('<a href="/console?provider=acme" aria-current="page">Pretend Acme</a>');
    expect([counters["stubhub"]!.faultsOn, counters["acme"]!.faultsOn]).toEqual([0, 1]);
  });
});
