import { describe, expect, test } from "vitest";
import { readTokenReply } from "@/lib/core/oauth/token-reply";
import type { ProviderDefinitionInput } from "@/lib/core/providers/definition";
import { madeUpProvider } from "../../support/provider-target";

const read = (change: Partial<ProviderDefinitionInput>, body: unknown) =>
  readTokenReply(madeUpProvider(change), typeof body === "string" ? body : JSON.stringify(body));
const standardOf = (change: Partial<ProviderDefinitionInput>, body: unknown) => {
  const reply = read(change, body);
  if (!reply.ok) throw new Error(reply.error);
  return reply.value;
};

test("a standard reply stays what it is, and null counts as absent", () => {
  const reply = standardOf({}, { access_token: "a", token_type: "bearer", refresh_token: null, scope: "x y", expires_in: 3600 });

  expect(reply.standard).toEqual({ access_token: "a", token_type: "bearer", scope: "x y" });
});

test("members are found where the definition says, below a root and under other names", () => {
  const change: Partial<ProviderDefinitionInput> = {
    reply: { root: "data", success: { path: "code", equals: 0 }, accessToken: "token.access", tokenType: null },
  };

  expect(standardOf(change, { code: 0, data: { token: { access: "a" }, refresh_token: "r" } }).standard).toEqual({
    access_token: "a",
    token_type: "Bearer",
    refresh_token: "r",
  });
  expect(read(change, { code: 105, data: { token: { access: "a" } } })).toEqual({ ok: false, error: "not_successful" });
  expect(read(change, { code: "0", data: { token: { access: "a" } } })).toEqual({ ok: false, error: "not_successful" });
});

describe("scope as a list, a string or with other separators", () => {
  const comma = { scope: { separator: ",", required: [], known: [] } } as const;

  test.each([
    [{}, "x  y x", "x y"],
    [{}, ["x", "y"], "x y"],
    [{ scope: { ...comma.scope, required: [], known: [] } }, "x,y, z", "x y z"],
  ] as const)("%j %j", (change, scope, expected) => {
    expect(standardOf(change as Partial<ProviderDefinitionInput>, { access_token: "a", scope }).standard["scope"]).toBe(expected);
  });

  test("anything else is left for the library to refuse", () => {
    expect(standardOf({}, { access_token: "a", scope: 7 }).standard["scope"]).toBe(7);
    expect(standardOf({}, { access_token: "a", scope: [7] }).standard["scope"]).toEqual([7]);
  });
});

test("a variable is taken out of a member, and the value that only carries it is no scope", () => {
  const change: Partial<ProviderDefinitionInput> = {
    reply: { extract: [{ variable: "store", path: "scope", pattern: "store_id_(\\d+)", removeFromScope: true }] },
  };
  const reply = standardOf(change, { access_token: "a", scope: "store_full_access store_id_3200" });

  expect(reply.variables).toEqual({ store: "3200" });
  expect(reply.standard["scope"]).toBe("store_full_access");
});

test("members that identify the account are kept, so that it is known when the reply is gone", () => {
  const change: Partial<ProviderDefinitionInput> = {
    identity: [{ from: "reply", id: "user_id", name: "user.nick", stable: true }],
  };

  expect(standardOf(change, { access_token: "a", user_id: 17, user: { nick: "Ana" } }).variables).toEqual({
    user_id: "17",
    "user.nick": "Ana",
  });
});

test.each([
  ["<html>", "not_json"],
  ['{"access_token":"a"', "not_json"],
  ["", "not_json"],
  ["access_token=a&token_type=bearer", "not_json"],
  ["[]", "not_object"],
  ["null", "not_object"],
  ['"a"', "not_object"],
  ["{}", "no_access_token"],
  ['{"access_token":null}', "no_access_token"],
  ['{"access_token":"a","error":"invalid_grant"}', "carries_error"],
])("B10: %j gives no tokens", (body, fault) => {
  expect(read({}, body)).toEqual({ ok: false, error: fault });
});

test("inherited members of an object are never read", () => {
  expect(read({ reply: { accessToken: "constructor.name" } }, "{}")).toEqual({ ok: false, error: "no_access_token" });
  expect(read({ reply: { accessToken: "__proto__.x" } }, "{}")).toEqual({ ok: false, error: "no_access_token" });
});
