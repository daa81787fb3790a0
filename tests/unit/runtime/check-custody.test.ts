import { expect, it } from "vitest";
import type { HeldKey } from "@/lib/core/ports/key-ring";
import { checkCustody } from "@/lib/runtime/check-custody";

const held = (keyId: string, fingerprint = "0011 2233 4455 6677"): HeldKey => ({
  keyId,
  fingerprint,
  madeAt: new Date(0),
  state: "decrypt_only",
});

/** A database that knows who owns it, with which keys its rows are sealed, and how keys looked before. */
function database(
  owner: string | null,
  rows: readonly { readonly key_id: string; readonly n: number }[],
  known: readonly { readonly key_id: string; readonly fingerprint: string }[] = [],
) {
  const asked: string[] = [];
  let kept = owner;
  return {
    asked,
    query: async (sql: string, values: readonly unknown[] = []) => {
      asked.push(sql);
      if (sql.startsWith("INSERT")) kept ??= String(values[0]);
      if (sql.includes("FROM ring_key")) return { rows: known };
      return { rows: sql.includes("FROM credential") ? rows : [{ value: kept }] };
    },
  };
}

it("a new database becomes this deployment's", async () => {
  await expect(checkCustody(database(null, []).query, "deployment-1", [held("k1")])).resolves.toBeUndefined();
});

it("F9: a database of another deployment is refused, naming both, before any row is looked at", async () => {
  const other = database("live", [{ key_id: "k1", n: 3 }]);

  await expect(checkCustody(other.query, "staging", [held("k1")])).rejects.toThrow(/belongs to the deployment "live".*"staging"/);
  expect(other.asked.filter((sql) => sql.includes("credential"))).toEqual([]);
});

it("F5: a key that stored connections need is asked for by its id, with how many need it", async () => {
  const { query, asked } = database("live", [
    { key_id: "k1", n: 3 },
    { key_id: "old", n: 2 },
    { key_id: "older", n: 1 },
  ]);

  await expect(checkCustody(query, "live", [held("k1")])).rejects.toThrow(
    /old \(2 connections\), older \(1 connections\)\. Nothing was changed/,
  );
  expect(asked.filter((sql) => /update|delete/i.test(sql.replace("ON CONFLICT", "")))).toEqual([]);
});

it("all keys present: nothing is refused", async () => {
  await expect(
    checkCustody(database("live", [{ key_id: "old", n: 2 }]).query, "live", [held("k1"), held("old")]),
  ).resolves.toBeUndefined();
});

it("another key under a name that is known already is refused, naming it and no key", async () => {
  const { query, asked } = database("live", [], [{ key_id: "k1", fingerprint: "ffff 2233 4455 6677" }]);

  await expect(checkCustody(query, "live", [held("k1")])).rejects.toThrow(
    /another key under a name that is known already: k1\. Nothing was changed/,
  );
  expect(asked.filter((sql) => sql.includes("credential"))).toEqual([]);
});
