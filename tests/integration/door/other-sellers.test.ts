import { afterAll, beforeAll, expect, it } from "vitest";
import { bare, difference } from "@/tests/support/alike";
import { type App, startApp } from "@/tests/support/app";
import { type Fields, formOf } from "@/tests/support/ask";
import { changes, dump } from "@/tests/support/dump";
import { type DoorRoute, type Ids, nobodys, ROUTES } from "@/tests/support/route-table";
import { compareTimes } from "@/tests/support/timing";
import { type Seller, sellerWithConnection } from "@/tests/support/two-sellers";
import { cameBack, connectAccount, depart } from "@/tests/support/visitor";

let app: App;
let jane: Seller;
let omar: Seller;
/** Jane's connection, her session, herself, and an attempt of hers that waits for her word. */
let hers: Ids;
beforeAll(async () => {
  app = await startApp();
  jane = await sellerWithConnection(app, "Jane", "ana");
  omar = await sellerWithConnection(app, "Omar", "ben");
  const held = await connectAccount(app, jane.browser, { reconnect: jane.ids.connection }, { account: "new" });
  hers = { ...jane.ids, attempt: held.attempt };
});
afterAll(() => app[Symbol.asyncDispose]());

const NOBODY: Ids = { connection: "", attempt: "", session: "", person: "", apiKey: "", job: "", auditEvent: "" };
const namesSomething = ({ at, fields }: DoorRoute, ids: Ids) =>
  at(ids) !== at(NOBODY) || JSON.stringify(fields?.(ids)) !== JSON.stringify(fields?.(NOBODY));
const WITH_IDS = () => ROUTES.filter((route) => namesSomething(route, hers));

const askAs = ({ browser }: Seller, { kind, at, fields }: DoorRoute, ids: Ids, headers: Fields = {}) =>
  browser.look(`${at(ids)}${"rsc" in headers ? "?_rsc" : ""}`, kind === "form" ? formOf(fields?.(ids), headers) : { headers });

it("E1: at every address another seller's connection, attempt, session and person answer exactly like ones that do not exist", async () => {
  const unknown = nobodys(hers);
  const before = await dump(app.database.url, ["session.last_seen_at"]);

  for (const route of WITH_IDS())
    for (const headers of [{}, { rsc: "1" }]) {
      const asked = async (ids: Ids) => {
        const answer = await askAs(omar, route, ids, headers);
        expect(`${answer.body}${JSON.stringify(answer.headers)}`, route.pattern).not.toContain(jane.label);
        return bare(answer, Object.values(ids));
      };
      const told = await difference(
        () => asked(hers),
        () => asked(unknown),
      );
      expect(told, `${route.kind} ${route.pattern} ${JSON.stringify(headers)}\n${told.join("\n")}`).toEqual([]);
    }

  expect(changes(before, await dump(app.database.url, ["session.last_seen_at"]))).toEqual([]);
  expect(WITH_IDS().length).toBeGreaterThanOrEqual(14);
});

it("E1: the same addresses do answer their owner, so the comparison is not of two refusals of everything", async () => {
  for (const route of WITH_IDS().filter(
    ({ kind, pattern, permission }) => kind === "page" && !permission && !pattern.includes("leave"),
  ))
    expect((await askAs(jane, route, hers)).status, route.pattern).toBe(200);
  const { attempt } = await depart(jane.browser);
  expect((await jane.browser.look(`/connections/leave/${attempt}`)).status).toBe(200);
});

it("E1: another seller's unfinished attempt cannot be left with, looked at or completed, and the answers tell nothing", async () => {
  const departure = await depart(jane.browser);
  const target = await cameBack(departure, { account: "ana" });
  const state = new URLSearchParams(target.split("?")[1]).get("state") ?? "";
  const stray = target.replace(state, [...state].reverse().join(""));

  const [other, none] = [await omar.browser.look(target), await omar.browser.look(stray)];

  expect(bare(other)).toEqual(bare(none));
  for (const path of [`/connections/leave/${departure.attempt}`, `/connections/result/${departure.attempt}`])
    expect((await omar.browser.look(path)).status).toBe(404);
});

it("E1: nor does the time tell whether an id is somebody's", async () => {
  const unknown = nobodys(hers);
  const timed = WITH_IDS().filter(({ pattern }) => ["/connections/[id]", "/api/connections/[id]/pause"].includes(pattern));

  for (const route of timed) {
    const { gapMs, p } = await compareTimes(
      50,
      () => askAs(omar, route, hers),
      () => askAs(omar, route, unknown),
    );
    expect(p > 0.01 || gapMs < 5, `${route.pattern}: medians differ by ${gapMs.toFixed(2)} ms, p = ${p.toFixed(4)}`).toBe(true);
  }
  expect(timed).toHaveLength(2);
});
