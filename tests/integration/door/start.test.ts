import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, startApp } from "@/tests/support/app";
import { formOf, OUR_FORM } from "@/tests/support/ask";
import { depart, leavingAddress, pathTo, visitor } from "@/tests/support/visitor";

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const START = "/api/oauth/stubhub/start";
const attempts = async () => Number((await app.database.query("select count(*)::int as n from authorization_attempt"))[0]?.["n"]);
const newcomer = async () => visitor(app.origin, (await app.signIn("Jane")).cookie);

it.each([
  ["GET", {}],
  ["HEAD", {}],
  ["GET", { "next-router-prefetch": "1", rsc: "1" }],
  ["GET", { "sec-purpose": "prefetch" }],
  ["GET", { purpose: "prefetch", "sec-fetch-site": "same-origin" }],
  ["PUT", OUR_FORM],
])("A14: %s with %o starts nothing and leads nowhere", async (method, headers) => {
  const jane = await newcomer();
  const before = await attempts();

  const first = await jane.look(START, { method, headers });
  // The framework gives what looks like its own request the address that it expects, and asks again.
  const again = first.status === 307 && pathTo(first).startsWith(`${START}?_rsc=`);
  const answer = again ? await jane.look(pathTo(first), { method, headers }) : first;

  expect(answer.status).toBe(405);
  expect(answer.headers).not.toHaveProperty("location");
  expect(answer.cookies).toEqual([]);
  expect(await attempts()).toBe(before);
});

it.each([
  { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
  { "sec-fetch-site": "same-site", origin: "http://localhost:1" },
  { "sec-fetch-site": "none" },
  { "sec-fetch-site": undefined, origin: "null" },
])("A14: a form from elsewhere starts nothing: %o", async (headers) => {
  const jane = await newcomer();
  const before = await attempts();

  const answer = await jane.look(START, formOf({ label: "Tickets" }, headers));

  expect(answer.status).toBe(403);
  expect(answer.headers).not.toHaveProperty("location");
  expect(await attempts()).toBe(before);
});

it("A14: looking at the connect page, even ahead of a click, starts nothing", async () => {
  const jane = await newcomer();
  const before = await attempts();

  for (const headers of [{}, { "sec-purpose": "prefetch" }, { rsc: "1", "next-router-prefetch": "1" }]) {
    const page = await jane.look("/connections/new/stubhub", { headers });
    expect(page.body).not.toContain(app.sandboxOrigin);
  }

  expect(await attempts()).toBe(before);
});

const EVIL = "evil.example";
const FORGED = [
  { host: EVIL },
  { host: `${EVIL}:443` },
  { host: "127.0.0.1" },
  { host: "localhost" },
  { host: "localhost:1" },
  { host: "LOCALHOST.evil.example" },
  { host: "[::1]:9" },
  { host: "" },
  { "x-forwarded-host": EVIL },
  { "x-forwarded-host": `${EVIL}, localhost` },
  { "x-forwarded-host": EVIL, "x-forwarded-proto": "https", "x-forwarded-port": "443" },
  { "x-forwarded-proto": "https" },
  { "x-forwarded-port": "8443" },
  { "x-forwarded-server": EVIL },
  { forwarded: `host=${EVIL};proto=https` },
  { forwarded: `for=1.2.3.4;host="${EVIL}"` },
  { "x-original-host": EVIL, "x-host": EVIL, "x-http-host-override": EVIL },
  { "x-original-url": `https://${EVIL}/`, "x-rewrite-url": `https://${EVIL}/` },
  { host: EVIL, "x-forwarded-host": EVIL, forwarded: `host=${EVIL}` },
  { "x-invoke-path": "/", "x-matched-path": "/", "x-vercel-deployment-url": EVIL },
] as const;

it("A15: twenty forged names of our host change nothing in the address that the marketplace sends people back to", async () => {
  const expected = `${app.origin}/api/oauth/stubhub/callback`;
  const seen = new Set<string | null>();

  for (const forged of FORGED) {
    const jane = await newcomer();
    const started = await jane.submit(START, { label: "Tickets" }, forged);
    expect(started.headers.location, JSON.stringify(forged)).toMatch(new RegExp(`^${app.origin}/connections/leave/att_`));
    const misled = await jane.look(pathTo(started), { headers: forged });
    const page = misled.status === 200 ? misled : await jane.look(pathTo(misled));
    seen.add(new URL(leavingAddress(page)).searchParams.get("redirect_uri"));
    expect(page.body).not.toContain(EVIL);
  }

  expect(FORGED).toHaveLength(20);
  expect([...seen]).toEqual([expected]);
});

it("D7: a page asked for under a forged name answers under our own name only", async () => {
  const jane = await newcomer();

  for (const forged of FORGED) {
    const { status, headers, body } = await jane.look("/connections", { headers: forged });
    expect([200, 307, 400], JSON.stringify(forged)).toContain(status);
    if (status === 307) expect(headers.location).toBe(`${app.origin}/connections`);
    expect(`${JSON.stringify(headers)}${body}`).not.toContain(EVIL);
  }
});

it("A16: only a code is asked for, only in the address, and S256 only", async () => {
  const { address } = await depart(await newcomer());
  const sent = new URL(address).searchParams;

  expect(sent.getAll("response_type")).toEqual(["code"]);
  expect([null, "query"]).toContain(sent.get("response_mode"));
  expect(sent.getAll("redirect_uri")).toHaveLength(1);
  expect(["S256", null]).toContain(sent.get("code_challenge_method"));
});
