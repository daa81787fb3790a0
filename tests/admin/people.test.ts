import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "@/lib/core/roles";
import type { Actor } from "@/lib/services/contract";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { peopleActs } from "@/tests/support/people-acts";

let house: House;
let olga: Actor;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  await house.database.query("update app_user set role = 'viewer' where role = 'owner'");
  olga = await makeSeller(house, "Olga", "owner");
});

const { emailOf, roleOf, changeRole, deactivate, audited } = peopleActs(() => house);
const sessionsOf = async ({ userId }: Actor) =>
  (
    await house.database.query("select s.public_id from session s join app_user u on u.id = s.user_id where u.public_id = $1", [
      userId,
    ])
  ).length;
const invited = async (email: string, role: Role) => {
  const done = await house.services.inviteSomebody(olga, { email, name: "New", role });
  if (!done.ok || done.value.link === null) throw new Error("nobody was invited");
  return { link: done.value.link, personId: done.value.personId };
};
const accept = (link: string) =>
  house.services.acceptInvitation({ token: new URL(link).pathname.split("/").at(-1) ?? "", userAgent: null });

describe("somebody is always left who can make owners", () => {
  it("the only owner cannot be changed, deactivated, forgotten or invited to less", async () => {
    const email = await emailOf(olga);
    expect(await changeRole(olga, olga, "admin")).toMatchObject({ ok: false, error: { code: "last_admin" } });
    const other = await makeSeller(house, "Otto", "owner");
    await house.database.query("update app_user set disabled_at = now() where public_id = $1", [other.userId]);
    expect(await deactivate({ ...other, userId: "usr_ghost", sessionId: olga.sessionId }, olga)).toMatchObject({
      ok: false,
      error: { code: "last_admin" },
    });
    await expect(
      house.container.accounts.forget(email, {
        action: "person_forgotten",
        actorKind: "holdfast",
        actorId: null,
        object: null,
        result: "done",
      }),
    ).rejects.toThrow("only owner");
    const link = { tokenHash: "x", until: new Date(), invitedBy: null };
    const person = { id: "usr_none", name: "Olga", email, role: "seller" } as const;
    const audit = { action: "person_invited", actorKind: "holdfast", actorId: null, object: null, result: "done" } as const;
    expect(await house.container.waysIn.invitations.invite(person, link, audit)).toBe("last_owner");

    expect(await roleOf(olga)).toEqual({ role: "owner", out: false });
    expect(await audited("role_changed", olga)).toEqual([{ actor_id: olga.userId, result: "failed", code: "last_admin" }]);
  });

  it("an owner who was invited and has not come is no owner yet", async () => {
    await house.services.inviteSomebody(olga, { email: "soon@shop.test", name: "Soon", role: "owner" });

    expect(await changeRole(olga, olga, "seller")).toMatchObject({ ok: false, error: { code: "last_admin" } });
  });

  it.each(["role", "deactivate", "both"])(
    "two owners who end each other at the same time: one of them stays (%s)",
    async (kind) => {
      for (let n = 0; n < 8; n++) {
        await house.database.query("update app_user set role = 'viewer' where role = 'owner'");
        const [one, two] = [await makeSeller(house, "One", "owner"), await makeSeller(house, "Two", "owner")];
        const done = await Promise.all([
          kind === "deactivate" ? deactivate(one, two) : changeRole(one, two, "seller"),
          kind === "role" ? changeRole(two, one, "seller") : deactivate(two, one),
        ]);
        const [left] = await house.database.query(
          "select count(*)::int as n from app_user where role = 'owner' and disabled_at is null",
        );
        expect([done.filter(({ ok }) => ok).length, left?.["n"]]).toEqual([1, 1]);
      }
    },
  );
});

describe("what each role may do to people", () => {
  it.each([
    ["admin", "seller", "viewer", true],
    ["admin", "seller", "admin", false],
    ["admin", "viewer", "owner", false],
    ["admin", "admin", "seller", false],
    ["owner", "admin", "owner", true],
    ["viewer", "seller", "viewer", false],
  ] as const)("%s makes %s a %s: %s", async (by, from, to, may) => {
    const [actor, whom] = [await makeSeller(house, "By", by), await makeSeller(house, "Whom", from)];

    const changed = await changeRole(actor, whom, to);

    expect(changed).toMatchObject(may ? { ok: true } : { ok: false, error: { code: "not_allowed" } });
    expect(await roleOf(whom)).toMatchObject({ role: may ? to : from });
    expect(await audited("role_changed", whom)).toMatchObject([{ actor_id: actor.userId, result: may ? "done" : "denied" }]);
    expect(await sessionsOf(whom)).toBe(may ? 0 : 1);
  });

  it("to sellers none of it exists, and nothing is written", async () => {
    const [jane, omar] = [await makeSeller(house, "Jane"), await makeSeller(house, "Omar")];

    expect(await changeRole(jane, omar, "owner")).toMatchObject({ ok: false, error: { code: "not_found" } });
    expect(await house.services.adminPerson(jane, omar.userId)).toMatchObject({ ok: false, error: { code: "not_found" } });
    expect(await audited("role_changed", omar)).toEqual([]);
  });

  it("who signed in longer ago than ten minutes proves first that it is them", async () => {
    const jane = await makeSeller(house, "Jane");
    await house.database.query("update session set created_at = now() - interval '11 minutes' where public_id = $1", [
      olga.sessionId,
    ]);

    const invite = (role: Role) => house.services.inviteSomebody(olga, { email: `${role}-late@shop.test`, name: "Late", role });
    for (const tried of [
      await changeRole(olga, jane, "viewer"),
      await deactivate(olga, jane),
      await invite("owner"),
      await invite("admin"),
      await invite("viewer"),
      await house.services.bringKeyBack(olga, "k-late"),
    ])
      expect(tried).toMatchObject({ ok: false, error: { code: "sign_in_again" } });
    expect(await roleOf(jane)).toEqual({ role: "seller", out: false });
    expect(await house.database.query("select 1 from app_user where email like '%-late@shop.test'")).toEqual([]);
    const refused = await house.database.query(
      "select action from audit_event where actor_id = $1 and result = 'failed' and data->>'code' = 'sign_in_again' order by id",
      [olga.userId],
    );
    expect(refused.map(({ action }) => action)).toEqual([
      "role_changed",
      "person_deactivated",
      "person_invited",
      "person_invited",
      "person_invited",
      "key_brought_back",
    ]);
    expect(await invite("seller")).toMatchObject({ ok: true, value: { link: expect.stringContaining("/invite/") } });
  });

  it("an invitation gives no role that who invites may not give, and changes nobody who is in", async () => {
    const admin = await makeSeller(house, "Adam", "admin");
    const jane = await makeSeller(house, "Jane");

    expect(await house.services.inviteSomebody(admin, { email: "x@shop.test", name: "X", role: "admin" })).toMatchObject({
      ok: false,
      error: { code: "not_allowed" },
    });
    const again = await house.services.inviteSomebody(admin, { email: await emailOf(jane), name: "Else", role: "viewer" });
    expect(again).toEqual({ ok: true, value: { link: null, mailed: false, personId: jane.userId } });
    expect(await roleOf(jane)).toMatchObject({ role: "seller" });
    const invited = await house.services.inviteSomebody(admin, { email: "new@shop.test", name: " New  Person ", role: "viewer" });
    expect(invited).toMatchObject({ ok: true, value: { mailed: true, link: expect.stringContaining("/invite/") } });
  });

  it("a link that was handed out for one role gives no other one", async () => {
    const { link, personId } = await invited("nora@shop.test", "admin");

    expect(await house.services.changeRole(olga, { id: personId, role: "owner" })).toMatchObject({
      ok: true,
      value: { linkEnded: true },
    });

    expect(await accept(link)).toMatchObject({ ok: false });
    const again = await invited("nora@shop.test", "owner");
    expect(await accept(again.link)).toMatchObject({ ok: true });
    expect(await roleOf({ ...olga, userId: personId })).toEqual({ role: "owner", out: false });
  });

  it("somebody who was invited, shut out and let in again has not come yet: they are no owner, and the old link is over", async () => {
    const { link, personId } = await invited("nils@shop.test", "owner");
    const typed = "nils@shop.test";
    expect(await house.services.deactivatePerson(olga, { id: personId, how: "pause", heir: "", typed })).toMatchObject({
      ok: true,
    });
    await house.services.reactivatePerson(olga, personId);

    expect(await house.services.adminPerson(olga, personId)).toMatchObject({ value: { person: { standing: "invited" } } });
    expect(await accept(link)).toMatchObject({ ok: false });
    expect(await changeRole(olga, olga, "seller")).toMatchObject({ ok: false, error: { code: "last_admin" } });
    expect(await accept((await invited("nils@shop.test", "owner")).link)).toMatchObject({ ok: true });
  });

  it("a deactivated person is out, and in again with the role they had", async () => {
    const jane = await makeSeller(house, "Jane", "viewer");
    await house.services.signOutPerson(olga, jane.userId);
    expect(await sessionsOf(jane)).toBe(0);
    await deactivate(olga, jane);
    expect(await roleOf(jane)).toEqual({ role: "viewer", out: true });

    await house.services.reactivatePerson(olga, jane.userId);

    expect(await roleOf(jane)).toEqual({ role: "viewer", out: false });
    expect(
      (await house.services.deactivatePerson(olga, { id: jane.userId, how: "pause", heir: "", typed: "wrong@shop.test" })).ok,
    ).toBe(false);
    expect(await roleOf(jane)).toEqual({ role: "viewer", out: false });
  });
});

it("a reference that is none finds no entry, on the page and in the file", async () => {
  const asked = { action: "", who: "", object: "", result: "", from: "", since: "", until: "", older: "", newer: "" };
  const mistyped = { ...asked, reference: "k7-4q" };
  expect(await house.services.auditList(olga, mistyped)).toMatchObject({
    ok: true,
    value: { rows: [], unknown: "reference", asked: { reference: "K7-4Q" } },
  });
  const file = await house.services.exportAudit(olga, mistyped, "csv");
  const pieces = [];
  if (file.ok) for await (const piece of file.value) pieces.push(piece);
  expect([file.ok, pieces]).toEqual([true, []]);
  const written = await house.database.query("select action, data from audit_event where actor_id = $1 order by id", [
    olga.userId,
  ]);
  expect(written).toEqual([
    { action: "audit_export_begun", data: { format: "csv" } },
    { action: "audit_exported", data: { rows: 0, format: "csv" } },
  ]);
});
