import { afterAll, beforeAll, expect, it } from "vitest";
import { bare } from "@/tests/support/alike";
import { type App, startApp } from "@/tests/support/app";
import { buildHouse } from "@/tests/support/house";
import { pathTo, visitor } from "@/tests/support/visitor";

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const mailsTo = async (email: string) =>
  (await app.database.query("select 1 from mailbox_message where recipient = $1", [email])).length;

it("E14: the sixth link for one address has to wait, and says for how many minutes, whether or not anybody has the address", async () => {
  const { email } = await app.signIn("Jane");
  const nobody = "nobody.at.all@shop.test";
  const last = [];
  for (const address of [email, nobody]) {
    const answers = [];
    for (let n = 0; n < 6; n++) answers.push(await visitor(app.origin).submit("/api/sign-in", { email: address }));
    expect(answers.map(pathTo)).toEqual([...Array(5).fill("/sign-in/sent"), "/sign-in?problem=too_many&minutes=15"]);
    last.push(answers[5]);
  }

  expect(bare(last[0] as never)).toEqual(bare(last[1] as never));
  const page = await visitor(app.origin).look("/sign-in?problem=too_many&minutes=15");
  expect(page.body).toContain("Please wait 15 minutes");
  await expect.poll(() => mailsTo(email)).toBe(5);
  expect(await mailsTo(nobody)).toBe(0);
});

it("another way to write an address is the same address, and another address is not", async () => {
  const write = async (email: string) => pathTo(await visitor(app.origin).submit("/api/sign-in", { email }));
  for (const email of ["kim@shop.test", "KIM@shop.test", " Kim@Shop.Test ", "kim@shop.test", "kim@SHOP.test"])
    expect(await write(email)).toBe("/sign-in/sent");

  expect(await write("kIm@shop.test")).toMatch(/too_many/);
  expect(await write("tim@shop.test")).toBe("/sign-in/sent");
});

it("what is counted names nobody", async () => {
  const kept = await app.database.query("select key from throttle");

  expect(kept.length).toBeGreaterThan(0);
  for (const { key } of kept) expect(key).toMatch(/^link_address:[0-9a-f]{16}$/);
});

it("E14: many at once are all counted, a window that is over begins anew, and asks from elsewhere are not used up", async () => {
  await using house = await buildHouse();
  const { waysIn, runtime } = house.container;

  const counts = await Promise.all(Array.from({ length: 40 }, () => waysIn.throttle.count("same", 60)));
  expect(counts.map(({ tries }) => tries).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
  await house.database.query("update throttle set resets_at = now() - interval '1 second'");
  expect(await waysIn.throttle.count("same", 60)).toMatchObject({ tries: 1 });

  const ask = (n: number, client: string) => runtime.services.countLinkAsked({ email: `p${n}@shop.test`, client });
  for (let n = 0; n < 30; n++) expect(await ask(n, `2001:4860:4860:7::${n + 1}`)).toMatchObject({ ok: true });
  expect(await ask(31, "2001:4860:4860:7::ffff")).toEqual({ ok: false, error: { minutes: 15 } });
  expect(await ask(31, "2001:4860:4860:8::1")).toMatchObject({ ok: true });
  // A proxy that we were not told to believe is all of its visitors at once.
  for (let n = 0; n < 40; n++) expect(await ask(100 + n, "127.0.0.1")).toMatchObject({ ok: true });
});
