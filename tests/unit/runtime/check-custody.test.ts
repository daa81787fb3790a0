import { expect, it } from "vitest";
import { checkCustody } from "@/lib/runtime/check-custody";

/** A database that knows who owns it and with which keys its rows are sealed. */
function database(owner: string | null, rows: readonly { readonly key_id: string; readonly n: number }[]) {
  const asked: string[] = [];
  let kept = owner;
  return {
    asked,
    query: async (sql: string, values: readonly unknown[] = []) => {
      asked.push(sql);
      if (sql.startsWith("INSERT")) kept ??= String(values[0]);
      return { rows: sql.includes("FROM credential") ? rows : [{ value: kept }] };
    },
  };
}

it("a new database becomes this deployment's", async () => {
  await expect(checkCustody(database(null, []).query, "deployment-1", ["k1"])).resolves.toBeUndefined();
});

it("F9: a database of another deployment is refused, naming both, before any row is looked at", async () => {
  const other = database("live", [{ key_id: "k1", n: 3 }]);

  await expect(checkCustody(other.query, "staging", ["k1"])).rejects.toThrow(/belongs to the deployment "live".*"staging"/);
  expect(other.asked.filter((sql) => sql.includes("credential"))).toEqual([]);
});

it("F5: a key that stored connections need is asked for by its id, with how many need it", async () => {
  const { query, asked } = database("live", [
    { key_id: "k1", n: 3 },
    { key_id: "old", n: 2 },
    { key_id: "older", n: 1 },
  ]);

  await expect(checkCustody(query, "live", ["k1"])).rejects.toThrow(
    /old \(2 connections\), older \(1 connections\)\. Nothing was changed/,
  );
  expect(asked.filter((sql) => /update|delete/i.test(sql.replace("ON CONFLICT", "")))).toEqual([]);
});

it("all keys present: nothing is refused", async () => {
  await expect(checkCustody(database("live", [{ key_id: "old", n: 2 }]).query, "live", ["k1", "old"])).resolves.toBeUndefined();
});
