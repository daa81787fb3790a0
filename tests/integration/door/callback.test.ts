import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, startApp } from "@/tests/support/app";
import { formOf } from "@/tests/support/ask";
import { cameBack, depart, pathTo, type Visitor, visitor } from "@/tests/support/visitor";

let app: App;
let jane: Visitor;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const row = async (attempt: string) =>
  (await app.database.query("select consumed_at, outcome from authorization_attempt where public_id = $1", [attempt]))[0];
const away = async () => {
  jane = visitor(app.origin, (await app.signIn("Jane")).cookie);
  const departure = await depart(jane);
  return { ...departure, target: await cameBack(departure, { account: "ana" }) };
};
const untouched = { consumed_at: null, outcome: null };

it("A14: HEAD of a callback and a callback fetched ahead do no work, and the click after them still does", async () => {
  const { attempt, target } = await away();

  const head = await jane.look(target, { method: "HEAD" });
  const ahead = await jane.look(target, { headers: { "sec-purpose": "prefetch;prerender" } });

  expect([head.status, ahead.status]).toEqual([405, 503]);
  expect([head.headers.location, ahead.headers.location]).toEqual([undefined, undefined]);
  expect(await row(attempt)).toEqual(untouched);
  await jane.look(target);
  expect(await row(attempt)).toMatchObject({ outcome: "connected" });
});

it("A16: a response that is posted to the callback is refused, from elsewhere and from here", async () => {
  const { attempt, target } = await away();
  const [path = "", query = ""] = target.split("?");
  const fields = Object.fromEntries(new URLSearchParams(query));

  const posted = await jane.look(path, formOf(fields, { "sec-fetch-site": "cross-site", origin: app.sandboxOrigin }));
  const ours = await jane.look(path, formOf(fields));

  expect([posted.status, ours.status]).toEqual([403, 405]);
  expect(await row(attempt)).toEqual(untouched);
});

it("A27: the callback answers with a 303 to a clean address, and no later page or header holds code or state", async () => {
  const { attempt, target } = await away();
  const sent = new URLSearchParams(target.split("?")[1]);
  const secrets = [sent.get("code") ?? "", sent.get("state") ?? ""];

  const answer = await jane.look(target);

  expect(answer.status).toBe(303);
  expect(answer.headers.location).toBe(`${app.origin}/connections/result/${attempt}`);
  expect(answer.headers["referrer-policy"]).toBe("no-referrer");
  expect(answer.headers["cache-control"]).toBe("no-store");
  const result = await jane.look(pathTo(answer));
  const dashboard = await jane.look("/connections");
  expect([result.status, dashboard.status]).toEqual([200, 200]);
  expect(secrets.every((secret) => secret.length >= 8)).toBe(true);
  for (const { headers, body } of [answer, result, dashboard])
    for (const secret of secrets) expect(`${JSON.stringify(headers)}${body}`).not.toContain(secret);
});

it.each(["code=x", "state=x", "code=x&state=y", "error=access_denied&state=z", "code=a&code=b&state=c"])(
  "A27: a callback that is not ours leaves its address, too: %s",
  async (query) => {
    await away();

    const answer = await jane.look(`/api/oauth/stubhub/callback?${query}`);

    expect([answer.status, answer.headers["referrer-policy"]]).toEqual([303, "no-referrer"]);
    expect(answer.headers.location).toBe(`${app.origin}/connections/problem/mismatch`);
  },
);

it("Foxy 9, A27: an error without a state is shown at this browser's own flow, and its real answer is still taken", async () => {
  const { attempt, target } = await away();

  const told = await jane.look("/api/oauth/stubhub/callback?error=access_denied&error_description=some%20words");

  expect([told.status, told.headers["referrer-policy"]]).toEqual([303, "no-referrer"]);
  expect(told.headers.location).toBe(`${app.origin}/connections/result/${attempt}?reported=denied`);
  expect(jane.held.has(`__Host-hf-at-${attempt}`), "its cookie stays").toBe(true);
  expect(await row(attempt)).toEqual(untouched);
  const page = await jane.look(pathTo(told));
  expect(page.body).toContain("You chose not to allow access");
  expect(page.body).not.toContain("some words");
  const stranger = visitor(app.origin, (await app.signIn("Omar")).cookie);
  const theirs = await stranger.look("/api/oauth/stubhub/callback?error=access_denied");
  expect(theirs.headers.location).toBe(`${app.origin}/connections/problem/mismatch`);
  expect((await stranger.look(pathTo(told))).status).toBe(404);

  await jane.look(target);
  expect(await row(attempt)).toMatchObject({ outcome: "connected" });
  expect((await jane.look(pathTo(told))).body, "what happened goes before what was said").not.toContain(
    "You chose not to allow access",
  );
});

const HARD = ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"];

it("D1: an attempt has one cookie of its own, host-bound and out of reach of scripts, which ends with the attempt", async () => {
  const { attempt, target } = await away();
  const name = `__Host-hf-at-${attempt}`;
  const [line = ""] = jane.offered.filter((each) => each.startsWith(`${name}=`));

  expect(line.split("; ").slice(1).sort()).toEqual([...HARD, "Max-Age=600"].sort());
  expect(line).not.toMatch(/domain=/i);
  expect(jane.held.has(name)).toBe(true);
  const answer = await jane.look(target);

  expect(answer.cookies.filter((each) => each.startsWith(`${name}=;`))).toEqual([expect.stringContaining("Max-Age=0")]);
  expect([...jane.held.keys()].filter((each) => each.includes("hf-at"))).toEqual([]);
});

it("D1: an attempt that was denied or refused keeps no cookie either", async () => {
  jane = visitor(app.origin, (await app.signIn("Jane")).cookie);
  const departure = await depart(jane);

  await jane.look(await cameBack(departure, { decision: "deny" }));

  expect([...jane.held.keys()]).toEqual(["__Host-holdfast.session"]);
});
