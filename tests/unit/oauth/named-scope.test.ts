import { describe, expect, it } from "vitest";
import { namedScope } from "@/lib/core/oauth/named-scope";
import { ebay } from "@/lib/core/providers/ebay";
import { stubhub } from "@/lib/core/providers/stubhub";

const named = (text: string, header = "", definition = stubhub) =>
  namedScope(definition.scope, { where: "api", status: 403, headers: { "www-authenticate": header }, text, body: undefined });

describe("the permissions that a refusal names", () => {
  it("are those of its challenge before those of its body", () => {
    expect(named('{"message":"read:sales"}', 'Bearer error="insufficient_scope", scope="read:payment write:sales"')).toEqual([
      "write:sales",
      "read:payment",
    ]);
    expect(named("", 'Bearer error="insufficient_scope", error_description="needs read:sales"')).toEqual(["read:sales"]);
  });

  it("are found as whole words in a sentence, also at its end and as an address", () => {
    const value = "https://api.ebay.com/oauth/api_scope/sell.fulfillment";
    expect(named('{"message":"The scope read:sales."}')).toEqual(["read:sales"]);
    expect(named(`{"message":"Missing (${value})"}`, "", ebay)).toEqual([value]);
    expect(named('{"message":"read:sales_all or xread:sales"}')).toEqual([]);
  });

  it("are never what the definition does not know", () => {
    expect(named('{"message":"needs <b>call:us</b> read:everything"}', 'Bearer scope="admin"')).toEqual([]);
  });
});
