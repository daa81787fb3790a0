import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addKey } from "@/lib/adapters/crypto/add-key";
import { makeKeyRing } from "@/lib/adapters/crypto/key-ring";
import type { Failure } from "@/lib/core/errors";
import type { Result } from "@/lib/core/result";
import { hasText } from "@/lib/views/texts/translate";
import { type App, startApp } from "@/tests/support/app";
import { type Answer, type Fields, formOf } from "@/tests/support/ask";
import { buildHouse, makeSeller } from "@/tests/support/house";
import { ADMINS, type DoorRoute } from "@/tests/support/route-table";
import { type Seller, sellerWithConnection } from "@/tests/support/two-sellers";
import { type Visitor, visitor } from "@/tests/support/visitor";

/** What each form and each file of admins' pages is called in the log; null: it changes how the reader's own pages look. */
const ACTS: Readonly<Record<string, string | null>> = {
  "/api/admin/audit/check": "audit_checked",
  "/api/admin/audit/export": "audit_exported",
  "/api/admin/clients/[id]": "client_changed",
  "/api/admin/clients/[id]/act": "client_stopped",
  "/api/admin/clients/[id]/remove": "client_removed",
  "/api/admin/clients/[id]/secret": "secret_added",
  "/api/admin/clients/[id]/secrets": "secret_put_first",
  "/api/admin/clients/[id]/test": "client_tested",
  "/api/admin/connections/[id]/act/[act]": "connection_paused",
  "/api/admin/connections/[id]/link": "repair_link_made",
  "/api/admin/connections/[id]/see": "seen_as_seller",
  "/api/admin/connections/export": "connections_exported",
  "/api/admin/emergency": "emergency_begun",
  "/api/admin/find": null,
  "/api/admin/forecast/calendar": "calendar_made",
  "/api/admin/forecast/calendar/end": "calendar_taken_back",
  "/api/admin/jobs": "job_created",
  "/api/admin/jobs/[id]/[act]": "job_cancelled",
  "/api/admin/jobs/[id]/export": "job_exported",
  "/api/admin/keys/add": "key_added",
  "/api/admin/keys/bring-back": "key_brought_back",
  "/api/admin/keys/retire": "key_retired",
  "/api/admin/keys/rotate": "key_rotation_started",
  "/api/admin/list/columns": null,
  "/api/admin/list/density": null,
  "/api/admin/outages": "outage_written",
  "/api/admin/outages/[id]/end": "outage_ended",
  "/api/admin/outages/[id]/tell": "sellers_told",
  "/api/admin/people/[id]/deactivate": "person_deactivated",
  "/api/admin/people/[id]/reactivate": "person_reactivated",
  "/api/admin/people/[id]/role": "role_changed",
  "/api/admin/people/[id]/sign-out": "person_signed_out",
  "/api/admin/people/invite": "person_invited",
  "/api/admin/providers": "provider_added",
  "/api/admin/providers/[id]/change": "provider_changed",
  "/api/admin/providers/[id]/client": "client_added",
  "/api/admin/providers/[id]/note": "use_note_written",
  "/api/admin/providers/[id]/remove": "provider_removed",
  "/api/admin/providers/look-up": "issuer_looked_up",
  "/api/admin/registrations/[id]/renewals": "renewals_paused",
  "/api/admin/views": null,
  "/api/admin/views/[id]/remove": null,
  "/api/admin/views/[id]/rename": null,
};

/**
 * Acts on things that the table's forms do not make. Those of keys and of providers are below; the others are shown where
 * they are made: jobs and outages in this folder.
 */
const ELSEWHERE = ["key_brought_back", "provider_changed", "provider_removed", "outage_ended", "job_cancelled"];

let app: App;
let jane: Seller;
let olga: Visitor;
let olgaId: string;
beforeAll(async () => {
  app = await startApp();
  jane = await sellerWithConnection(app, "Jane", "ana");
  const signedIn = await app.signIn("Olga", "owner");
  olga = visitor(app.origin, signedIn.cookie);
  olgaId = signedIn.userId;
});
afterAll(() => app[Symbol.asyncDispose]());

const ACTED = ADMINS.filter(({ kind }) => kind !== "page");

/** The names that the log has of what Olga did since an entry. */
async function since(entry: string): Promise<readonly string[]> {
  const rows = await app.database.query("select action from audit_event where id > $1::bigint and actor_id = $2", [
    entry,
    olgaId,
  ]);
  return rows.map(({ action }) => String(action));
}
const newest = async () =>
  String((await app.database.query("select coalesce(max(id), 0)::text as id from audit_event"))[0]?.["id"]);

async function act(route: DoorRoute, ids: typeof jane.ids, fields: Fields = route.fields?.(ids) ?? {}): Promise<Answer> {
  const [client] = await app.database.query("select public_id from client_registration where provider_id = 'stubhub' limit 1");
  const target = route.at(ids).replace(/reg_(nobody|r{16})/, String(client?.["public_id"]));
  return olga.look(target, route.kind === "form" ? formOf(fields) : {});
}

describe("Journey 35: the log has every act of an admin", () => {
  it("the table names each form and each file of admins' pages, and every name has a sentence", () => {
    expect(Object.keys(ACTS).sort()).toEqual(ACTED.map(({ pattern }) => pattern).sort());
    const names = [...new Set(Object.values(ACTS).filter((name) => name !== null))];
    expect(names.filter((name) => !hasText(`admin.audit.action.${name}`))).toEqual([]);
  });

  it("each act leaves an entry of its name, done or not", async () => {
    const late = /remove|people|emergency|renewals|clients\/\[id\]\/act/;
    const inOrder = [...ACTED].sort((a, b) => Number(late.test(a.pattern)) - Number(late.test(b.pattern)));
    const silent: string[] = [];
    let ids = jane.ids;
    for (const route of inOrder) {
      const name = ACTS[route.pattern];
      if (name === undefined || (name !== null && ELSEWHERE.includes(name))) continue;
      const before = await newest();
      await act(route, ids, await otherFields(route));
      const [job] = await app.database.query("select public_id from job order by id desc limit 1");
      if (job) ids = { ...ids, job: String(job["public_id"]) };
      const found = await since(before);
      if (name === null ? found.length > 0 : !found.includes(name))
        silent.push(`${route.pattern}: ${name}, found ${found.join()}`);
    }
    expect(silent).toEqual([]);
  });

  it("an entry says who, what, to whom, how it ended and from where, and nothing that opens anything", async () => {
    const [entry] = await app.database.query("select * from audit_event where action = 'role_changed' order by id desc limit 1");

    expect(entry).toMatchObject({
      actor_kind: "admin",
      actor_id: olgaId,
      object: jane.ids.person,
      result: "done",
      came_from: "local",
      data: { from: "seller", to: "viewer" },
    });
    const everything = JSON.stringify(await app.database.query("select * from audit_event"));
    for (const secret of Object.values(await app.secrets())) expect(everything).not.toContain(secret);
    expect(everything).not.toMatch(/@shop\.test|Janes canary label/);
  });
});

/** What forms without anything typed do not come to. */
it("Journey 35: what is done to clients, secrets, own marketplaces and keys stands in the log as done, each in its words", async () => {
  const { ring: keys, keyId } = addKey(makeKeyRing());
  await using house = await buildHouse({ keys });
  const { services } = house;
  const owner = await makeSeller(house, "Olga", "owner");
  const value = <T>(done: Result<T, Failure>): T => {
    if (!done.ok) throw new Error(done.error.field ?? done.error.code);
    return done.value;
  };
  const secret = { environmentId: "lookalike", clientId: "our client", clientSecret: "the-first-secret" };
  const added = value(await services.addClient(owner, { providerId: "stubhub", name: "2027", values: {}, ...secret }));
  const id = added.clientId ?? "";
  value(await services.changeClient(owner, { id, clientId: "our other client", values: {} }));
  value(await services.addSecret(owner, { id, secret: "the-second-secret" }));
  for (const act of ["use", "remove"] as const) {
    const { shown } = value(await services.providerPage(owner, { providerId: "stubhub", shown: id }));
    value(await services.arrangeSecret(owner, { id, place: 1, savedAt: shown?.secrets[1]?.savedAt ?? "", act }));
  }
  for (const act of ["enable", "first", "pause", "resume", "stop"] as const)
    value(await services.actOnClient(owner, { id, act }));
  value(await services.removeClient(owner, { id, typed: "2027" }));
  const at = (what: string) => `https://acme.example/${what}`;
  const acme = { name: "Acme", issuer: "", authorize: at("authorize"), token: at("token"), revoke: "", keys: "", api: at("api") };
  const typed = { ...acme, scopes: "read", method: "basic" } as const;
  const { providerId } = value(await services.addProvider(owner, typed));
  value(await services.changeProvider(owner, { ...typed, name: "Acme Shop", providerId, revision: 1 }));
  value(await services.writeUseNote(owner, { providerId, note: "We list your tickets." }));
  value(await services.removeProvider(owner, { providerId, typed: "Acme Shop" }));
  value(await services.bringKeyBack(owner, keyId));

  const rows = await house.database.query(
    "select action, result, object from audit_event where actor_id = $1 and actor_kind = 'admin' order by id",
    [owner.userId],
  );
  const of = (object: string, ...actions: readonly string[]) => actions.map((action) => ({ action, result: "done", object }));
  expect(rows).toEqual([
    ...of(id, "client_added", "client_changed", "secret_added", "secret_put_first", "secret_removed"),
    ...of(id, "client_enabled", "client_put_first", "renewals_paused", "renewals_resumed", "client_stopped", "client_removed"),
    ...of(providerId, "provider_added", "provider_changed", "use_note_written", "provider_removed"),
    ...of(keyId, "key_brought_back"),
  ]);
});

/** Where the table's own fields would meet nothing to act on. */
async function otherFields({ pattern }: DoorRoute): Promise<Fields | undefined> {
  if (pattern === "/api/admin/emergency") return { act: "stop", place: "all", typed: "not what is asked for" };
  if (pattern.endsWith("/reactivate"))
    await app.database.query("update app_user set disabled_at = now() where public_id = $1", [jane.ids.person]);
  return undefined;
}
