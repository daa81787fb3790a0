import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeKeyRing } from "@/lib/adapters/crypto/key-ring";
import { buildAuthorizationUrl } from "@/lib/core/oauth/authorization-request";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { withLookalike } from "@/lib/runtime/compose-definitions";
import { readSettings } from "@/lib/runtime/read-settings";
import { trialSecrets } from "@/lib/runtime/trial-secrets";
import { lookalikeBases } from "@/lib/sandbox/lookalike-bases";
import { freePort } from "@/lib/server/free-port";
import { startTrialSandbox } from "@/lib/server/trial-sandbox";
import { redirectUri } from "@/lib/services/resolve-target";
import { CHALLENGE } from "./open-sandbox";

/** What a seller types where a provider asks; the same for every variable of that kind. */
const TYPED = "acme";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "holdfast-trial-"));
});
afterEach(() => rm(home, { recursive: true }));

async function openTrial() {
  const port = await freePort(20_000 + Math.floor(Math.random() * 20_000), "127.0.0.1");
  const definitions = withLookalike(CATALOGUE, (definition) => lookalikeBases(definition, `http://127.0.0.1:${port}`));
  const read = readSettings({ HOLDFAST_HOME: home }, CATALOGUE, {
    port: 3000,
    sandboxPort: port,
    definitions,
    secrets: (folder) => trialSecrets(folder, () => undefined),
  });
  if (!read.ok) throw new Error(read.faults.join("\n"));
  const { settings } = read;
  return { settings, definitions, sandbox: await startTrialSandbox(settings, definitions, port) };
}

it("a trial of an earlier version keeps its file, its keys and what its one marketplace knew, and gets the others", async () => {
  const secrets = { deploymentId: "trial-1", authSecret: "s".repeat(40), keys: makeKeyRing(), clientSecret: "50%+1:/x" };
  await writeFile(path.join(home, "trial.json"), JSON.stringify(secrets));
  const person = { id: "ana", name: "Ana", fullName: "Ana Pretend", email: "ana@sandbox.test", phone: "+1 555 0100", note: "" };
  const grant = {
    id: "g1",
    accountId: "ana",
    clientId: "holdfast-trial-stubhub",
    scope: ["read:user"],
    startedAt: 1,
    renewedAt: null,
    endedAt: null,
    endedBy: null,
    access: [],
    refresh: [{ hash: "h".repeat(43), usedAt: null }],
  };
  const names =
    "consents denials tokenRequests refreshRequests codeExchanges refreshes reuseHits apiCalls revocations faultsUsed";
  const counters = Object.fromEntries(names.split(" ").map((name) => [name, 0]));
  const stubhub = { accounts: [person], codes: [], grants: [grant], faults: [], counters };
  await writeFile(path.join(home, "sandbox.json"), JSON.stringify({ version: 1, providers: { stubhub } }));

  const { settings, sandbox } = await openTrial();
  await sandbox.close();

  expect(JSON.parse(await readFile(path.join(home, "trial.json"), "utf8"))).toEqual(secrets);
  expect(settings).toMatchObject({ keys: secrets.keys, authSecret: secrets.authSecret, deploymentId: "trial-1" });
  expect(settings.registrations.map(({ providerId }) => providerId)).toEqual(CATALOGUE.map(({ id }) => id));
  expect(settings.registrations.find(({ providerId }) => providerId === "stubhub")).toMatchObject({
    clientId: "holdfast-trial-stubhub",
    clientSecret: "50%+1:/x",
  });
  expect(sandbox.counters()["stubhub"]!.liveGrants).toBe(1);
});

it("every look-alike of a trial knows the client that the trial registered there", async () => {
  const { settings, definitions, sandbox } = await openTrial();
  const shown: Record<string, unknown> = {};
  for (const definition of definitions) {
    const registration = settings.registrations.find(({ providerId }) => providerId === definition.id)!;
    const typed = definition.variables.filter(({ from }) => from === "user").map(({ name }) => [name, TYPED] as const);
    const address = buildAuthorizationUrl({
      target: {
        definition,
        ...registration,
        registrationId: "reg_1",
        redirectUri: registration.redirectAlias ?? redirectUri(settings.appOrigin, definition, { id: "" }),
      },
      state: "state-1",
      nonce: "nonce-1",
      codeChallenge: CHALLENGE,
      scope: [...definition.scope.required, ...definition.scope.oneOf.slice(0, 1)],
      variables: { ...registration.variables, ...Object.fromEntries(typed) },
    });
    const page = address.ok ? await fetch(address.value) : null;
    shown[definition.id] = [
      page?.status,
      /<h1>.*Let Holdfast use your pretend (.*) account/.exec((await page?.text()) ?? "")?.[1],
    ];
  }
  const [home, console] = await Promise.all(["/", "/console"].map(async (at) => (await fetch(sandbox.origin + at)).text()));
  await sandbox.close();

  expect(shown).toEqual(Object.fromEntries(CATALOGUE.map(({ id, displayName }) => [id, [200, displayName]])));
  for (const { id, displayName } of CATALOGUE) {
    expect(home).toContain(`<h3>Pretend ${displayName}</h3>`);
    expect(console).toContain(`href="/console?provider=${id}"`);
  }
  expect(home?.match(/<h1/g)).toHaveLength(1);
});

it("each look-alike says of every habit whether it is documented or inferred, and where it answers", async () => {
  const { sandbox } = await openTrial();
  for (const { id } of CATALOGUE) {
    const page = await (await fetch(`${sandbox.origin}/${id}`)).text();
    expect(page).toContain("† inferred");
    expect(page).toContain(">documented<");
    expect(page).not.toContain("undefined");
    expect(page).toMatch(/POST \/[a-z-]+\//);
  }
  await sandbox.close();
});
