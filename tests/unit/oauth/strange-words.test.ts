import { expect, test } from "vitest";
import { readErrorWords } from "@/lib/core/oauth/error-words";
import { pickIdentity } from "@/lib/core/oauth/identity";
import { readText } from "@/lib/core/oauth/json-path";
import { isOtherAccount } from "@/lib/core/oauth/other-account";
import { splitScope } from "@/lib/core/oauth/scope";
import type { TokenGrant } from "@/lib/core/ports/provider-client";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { stubhub } from "@/lib/core/providers/stubhub";

const definition: Pick<ProviderDefinition, "id" | "issuer" | "identity"> = {
  id: "made-up",
  issuer: null,
  identity: [{ from: "reply", id: "account", name: "shop", stable: true }],
};
const grantOf = (variables: Readonly<Record<string, string>>): TokenGrant => ({
  accessToken: "a",
  refreshToken: null,
  idToken: null,
  idTokenClaims: null,
  tokenType: "bearer",
  scope: null,
  accessLifetimeSeconds: null,
  accessLifetimeSource: "unknown",
  refreshLifetimeSeconds: null,
  variables,
});
const pick = (account: string, shop: string) => {
  const variables = { account, shop };
  return pickIdentity({ definition, environmentId: "production", grant: grantOf(variables), variables, answers: {} });
};

test.each([
  ["a zero character", "a\u0000b"],
  ["a line break", "a\nb"],
  ["half a character", "a\ud83d"],
  ["more than any id", "9".repeat(256)],
])("A19: an account's id with %s is no id, because another one could be stored as the same", (_what, id) => {
  expect(pick(id, "Ana")).toMatchObject({ key: null, name: "Ana" });
  expect(isOtherAccount(definition, grantOf({ account: id }), "a")).toBe(false);
});

test("A19: an id is kept to the letter", () => {
  expect(pick(`Ünï ${"9".repeat(250)}`, "Ana").key).toBe(`Ünï ${"9".repeat(250)}`);
});

test.each([
  ["Ana\u0000's\r\nshop", "Ana 's shop"],
  ["\u202eyub\u202c Ana", "yub  Ana"],
  ["Ana \ud83d", "Ana"],
  ["\u0000", null],
  ["😀".repeat(300), "😀".repeat(200)],
])("a name is one line that can be stored and shown: %j", (told, shown) => {
  expect(pick("1", told).name).toBe(shown);
});

test("A19: a number that is too large to be exact is no id, since its neighbour would be the same", () => {
  const body = JSON.parse(
    '{ "a": 9007199254740993, "b": 9007199254740992, "c": 1e999, "d": 42, "e": 0.5, "f": 9007199254740991 }',
  );
  expect(["a", "b", "c", "d", "e", "f"].map((path) => readText(body, path))).toEqual([
    null,
    null,
    null,
    "42",
    "0.5",
    "9007199254740991",
  ]);
});

test("a permission that cannot be stored is left out of what was granted, and the others stay", () => {
  expect(splitScope("read wri\u0000te \ud83d list", " ")).toEqual(["read", "list"]);
});

test("a sentence about a failure is cut between characters, so that it can be stored", () => {
  const body = { error_description: `${"x".repeat(499)}😀 and on` };
  const failed = { where: "token", status: 400, headers: {}, text: "", body } as const;
  expect(readErrorWords(stubhub.reply, failed, (text) => text).errorText).toBe("x".repeat(499));
});
