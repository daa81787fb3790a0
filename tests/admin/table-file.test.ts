import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { csvCells, csvHead } from "@/components/admin/list-csv";
import { LIST_COLUMNS } from "@/lib/core/connections/list-look";
import { csvLine } from "@/lib/core/csv";
import type { Actor } from "@/lib/services/contract";
import { type AdminQuery, NO_QUERY } from "@/lib/views/admin-query";
import { type App, startApp } from "@/tests/support/app";
import { plantCrowd } from "@/tests/support/crowd";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { plantMany } from "@/tests/support/plant-many";
import { type Visitor, visitor } from "@/tests/support/visitor";

/** As many as there may be: `HOLDFAST_ROWS=100000`. */
const MANY = Number(process.env["HOLDFAST_ROWS"] ?? 20_000);
/** What is kept while the rows pass by: all of them would be several times as much. A chunk is read only when it is taken. */
const MOST_MB = 12;
const CHUNK = 500;

let house: House;
let admin: Actor;
let jane: Actor;
beforeAll(async () => {
  house = await buildHouse();
  [admin, jane] = [await makeSeller(house, "Ada", "admin"), await makeSeller(house, "Jane")];
});
afterAll(() => house[Symbol.asyncDispose]());

async function fileOf(asked: Partial<AdminQuery>, ids: readonly string[] = []) {
  const file = await house.services.exportConnections(admin, { asked: { ...NO_QUERY, ...asked }, ids });
  if (!file.ok) throw new Error(file.error.code);
  return file.value.rows;
}

it("Journey 32: what spreadsheets would work out stands as text, times are UTC, broken rows have their link, nothing opens an account", async () => {
  const broken = { status: "NEEDS_REAUTH", reason: "invalid_grant" } as const;
  await plantCrowd(house.database, [
    { label: "=HYPERLINK(1)", owner: jane.userId, account: "+41 44 000", ...broken },
    { label: "Fine", owner: jane.userId },
  ]);
  const lines: string[] = [csvLine(csvHead(LIST_COLUMNS))];
  for await (const rows of await fileOf({ sort: "label" }))
    for (const row of rows) lines.push(csvLine(csvCells(row, LIST_COLUMNS, "https://holdfast.example")));
  const [head, first, second] = lines;
  expect(head).toBe(
    '"id","state","broken_since_utc","label","marketplace","test","account","owner","reason","reason_code","access","access_renews_utc","access_ends_utc","permission","permission_ends_utc","last_success_utc","failures_in_row","connected_utc","fix_link"\r\n',
  );
  expect(first).toMatch(
    /^"con_[\w-]+","Reconnect needed","\d{4}-\d\d-\d\dT[\d:.]+Z","'=HYPERLINK\(1\)","StubHub","yes","'\+41 44 000","jane\./,
  );
  expect(first).toMatch(/"https:\/\/holdfast\.example\/connections\/con_[\w-]+\/reconnect"\r\n$/);
  expect(second).toMatch(/,""\r\n$/);
  for (const column of lines.slice(1).flatMap((line) => line.match(/\d{4}-\d\d-\d\d[^"]*/g) ?? []))
    expect(column).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(lines.join("")).not.toMatch(/eyJ|sealed|fingerprint|token|secret/i);
});

it("Journey 32: many rows leave in bounded memory, and how many did is audited, also when nobody wanted the rest", {
  timeout: 300_000,
}, async () => {
  await house.database.query("delete from connection");
  await plantMany(house.database.url, MANY, 400);
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const kept = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = kept();
  let [rows, most, bytes, pieces] = [0, 0, 0, 0];
  for await (const piece of await fileOf({})) {
    rows += piece.length;
    for (const row of piece) bytes += csvLine(csvCells(row, LIST_COLUMNS, "https://holdfast.example")).length;
    pieces += 1;
    if (pieces % 8 === 0) most = Math.max(most, kept() - before);
  }
  expect(rows).toBe(MANY);
  expect(bytes / 1e6).toBeGreaterThan(MANY / 6_000);
  expect(most / 1e6).toBeLessThan(MOST_MB);

  for await (const _ of await fileOf({})) break;
  const written = await house.database.query(
    "select result, (data->>'rows')::int as rows, data->>'query' as query from audit_event where action = 'connections_exported' order by id desc limit 2",
  );
  expect(written).toEqual([
    { result: "failed", rows: CHUNK, query: "" },
    { result: "done", rows: MANY, query: "" },
  ]);

  // Nobody takes the end of it, and nobody says so.
  await (await fileOf({ sort: "label" }))[Symbol.asyncIterator]().next();
  const [begun] = await house.database.query("select action, data->>'query' as query from audit_event order by id desc limit 1");
  expect(begun).toEqual({ action: "connections_export_begun", query: "sort=label" });
});

it("takes only the named ones where somebody ticked them, and none that nobody has", async () => {
  const [fine = ""] = await plantCrowd(house.database, [{ label: "Fine", owner: jane.userId }]);
  const names: string[] = [];
  for await (const rows of await fileOf({ q: "row " }, [fine, "con_00nobodynobodynobody", "x"]))
    names.push(...rows.map(({ connection }) => connection.label));
  expect(names).toEqual(["Fine"]);
});

it("comes over the wire as a file in the columns that its reader chose, with the mark that one program needs", async () => {
  const app: App = await startApp();
  const ada: Visitor = visitor(app.origin, (await app.signIn("Ada", "admin")).cookie);
  const seller = await app.signIn("Jane");
  await plantCrowd(app.database, [
    { label: "Main store", owner: seller.userId },
    { label: "Outlet", owner: seller.userId },
  ]);
  await ada.submit("/api/admin/list/columns", { do: "hide.owner" });
  const answer = await ada.submit("/api/admin/connections/export", { q: "main", bom: "1" });
  expect(answer.headers["content-disposition"]).toMatch(/^attachment; filename="holdfast-connections-[\d-]+\.csv"$/);
  expect(answer.body.startsWith('\ufeff"id",')).toBe(true);
  expect(answer.body.split("\r\n").filter(Boolean)).toHaveLength(2);
  expect(answer.body).not.toContain("owner");
  const viewer = visitor(app.origin, (await app.signIn("Vera", "viewer")).cookie);
  expect((await viewer.submit("/api/admin/connections/export", {})).status).toBe(403);
  await app[Symbol.asyncDispose]();
});
