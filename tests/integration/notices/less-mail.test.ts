import { afterAll, beforeAll, expect, it } from "vitest";
import { turnedAway } from "@/lib/server/door";
import { OFF_PURPOSE } from "@/lib/services/send-mails";
import { routes } from "@/lib/views/routes";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { plantConnection } from "@/tests/support/plant";
import { tellAll, withPostbox } from "@/tests/support/told";

let house: House;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const signedOf = (link: string | undefined) => new URL(link ?? "http://nowhere.test").searchParams.get("for") ?? "";

it("the link in a mail turns that kind of mail off, for its reader alone, and leaves the list in the app as it was", async () => {
  const [jane, omar] = [await makeSeller(house), await makeSeller(house, "Omar")];
  const id = await plantConnection(house.database, jane.userId, { label: "Main store", status: "NEEDS_REAUTH" });
  const breaks = () =>
    house.database.query(
      "insert into connection_event (connection_id, type, actor_kind) select id, 'needs_reconnect.invalid_grant', 'provider' from connection where public_id = $1",
      [id],
    );
  await breaks();
  const { deps, sent } = withPostbox(house);
  await tellAll(deps);
  const signed = signedOf(sent[0]?.unsubscribe);

  expect(await house.services.lessMail(signed)).toBe("reconnect");
  expect(await house.services.stopMail(signed)).toMatchObject({ ok: true });
  expect(await house.services.noticeChoice(jane)).toEqual({ digest: false, noMail: ["reconnect", "connected"], noApp: [] });
  expect(await house.services.noticeChoice(omar)).toMatchObject({ noMail: ["connected"] });
  expect(sent[0]?.text).toContain(routes.lessMail(signed));
});

it("an address that was changed, or signed for something else, turns nothing off", async () => {
  const jane = await makeSeller(house);
  const { signer } = house.container.dependencies;
  const good = signer.sign(OFF_PURPOSE, `${jane.userId} all`);
  const [body = "", mac = ""] = good.split(".");
  const others = Buffer.from("usr_somebody all").toString("base64url");
  const forged = [`${others}.${mac}`, `${body}.`, body, `${body}.${mac}.x`, "", "é", signer.sign("flash", `${jane.userId} all`)];

  for (const each of forged) expect(await house.services.stopMail(each), each).toMatchObject({ ok: false });
  expect(await house.services.noticeChoice(jane)).toMatchObject({ noMail: ["connected"] });
  await house.services.stopMail(good);
  expect((await house.services.noticeChoice(jane)).noMail).toHaveLength(7);
});

it("a mail program may post there from anywhere, as RFC 8058 has it, and nowhere else", () => {
  const post = (url: string, headers: Record<string, string>) => turnedAway({ method: "POST", url, headers }, "https://app.test");
  const asMailPrograms = { "content-type": "multipart/form-data; boundary=x", "content-length": "120" };

  expect(post(routes.api.lessMailOneClick("a.b"), asMailPrograms)).toBeNull();
  expect(post(routes.api.lessMailOneClick("a.b"), { ...asMailPrograms, "content-length": "9999999" })).toBe(413);
  expect(post(routes.api.lessMail, { "content-length": "5" })).toBe(403);
  expect(post(`${routes.api.lessMailOneClick("a").split("?")[0]}/../test`, { "content-length": "5" })).not.toBeNull();
});
