import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defineProvider } from "@/lib/core/providers/definition";
import { stubhub } from "@/lib/core/providers/stubhub";
import { lookalikeBases } from "@/lib/sandbox/lookalike-bases";
import { stubhubQuirks } from "@/lib/sandbox/quirks/stubhub";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { CLIENT, encodedBasic, type OpenSandbox, openSandbox, REDIRECT_URI } from "./open-sandbox";

const _HOSTILE = `"><script>alert('1')</script><b x='`;

let box: OpenSandbox;
beforeEach(async () => {
  box = await openSandbox();
});
afterEach(() => box.sandbox.close());

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

    expect(page).toContain('<a href="/console?provider=stubhub"><span class="vh">Pretend </span>StubHub</a>');
    expect(page).toContain('<a href="/console?provider=acme" aria-current="page"><span class="vh">Pretend </span>Acme</a>');
    expect([counters["stubhub"]!.faultsOn, counters["acme"]!.faultsOn]).toEqual([0, 1]);
  });
});
