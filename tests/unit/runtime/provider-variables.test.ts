import { expect, it } from "vitest";
import { readRegistrations } from "@/lib/runtime/provider-variables";
import { madeUpProvider } from "@/tests/support/provider-target";

const ORIGIN = "https://holdfast.example";
const provider = madeUpProvider();
const read = (source: Readonly<Record<string, string>>, definition = provider, origin: string | null = ORIGIN) =>
  readRegistrations([definition], source, origin);

it("a provider without variables has no registration and no fault", () => {
  expect(read({})).toEqual({ registrations: [], faults: [] });
});

it("its variables are named after its id, and its first environment is meant", () => {
  expect(read({ MADE_UP_CLIENT_ID: "id", MADE_UP_CLIENT_SECRET: "secret" })).toEqual({
    registrations: [
      { providerId: "made-up", environmentId: "production", name: "", clientId: "id", clientSecret: "secret", extraSecrets: {} },
    ],
    faults: [],
  });
});

it("half a registration is refused by the name of the other half", () => {
  expect(read({ MADE_UP_CLIENT_SECRET: "s3cret" }).faults).toEqual([
    "MADE_UP_CLIENT_ID: is missing, while MADE_UP_CLIENT_SECRET is set",
  ]);
  expect(read({ MADE_UP_CLIENT_ID: "id" }).faults).toEqual(["MADE_UP_CLIENT_SECRET: is missing"]);
});

it("a provider that needs no secret is content with an id", () => {
  const open = madeUpProvider({ client: { methods: ["none"], basicEncoding: "form" } });

  expect(read({ MADE_UP_CLIENT_ID: "id" }, open).faults).toEqual([]);
});

it.each(["staging", "constructor", "__proto__", "toString"])(
  "an environment that the provider does not have is refused: %s",
  (name) => {
    const { faults } = read({ MADE_UP_CLIENT_ID: "id", MADE_UP_CLIENT_SECRET: "s3cret", MADE_UP_ENVIRONMENT: name });

    expect(faults).toEqual(["MADE_UP_ENVIRONMENT: must be one of production"]);
  },
);

it("an http address of ours is refused where the provider sends people back to https only", () => {
  const own = { MADE_UP_CLIENT_ID: "id", MADE_UP_CLIENT_SECRET: "s3cret" };

  expect(read(own, provider, "http://localhost:3000").faults).toEqual([
    "APP_ORIGIN: Made Up sends sellers back to https addresses only",
  ]);
  expect(read(own, provider, null).faults).toEqual([]);
});

it("a secret of a provider's own is asked for by its name and label, and never repeated", () => {
  const extra = madeUpProvider({ extraSecrets: [{ name: "apiKey", env: "API_KEY", label: "API key" }] });
  const own = { MADE_UP_CLIENT_ID: "id", MADE_UP_CLIENT_SECRET: "s3cret" };

  expect(read(own, extra).faults).toEqual(["MADE_UP_API_KEY: is missing (API key)"]);
  expect(read({ ...own, MADE_UP_API_KEY: "k3y" }, extra).registrations[0]?.extraSecrets).toEqual({ apiKey: "k3y" });
  expect(JSON.stringify(read({ MADE_UP_CLIENT_SECRET: "s3cret", MADE_UP_API_KEY: "k3y" }, extra).faults)).not.toMatch(
    /s3cret|k3y/,
  );
});
