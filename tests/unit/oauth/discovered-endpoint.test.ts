import { expect, test } from "vitest";
import { acceptDiscoveredEndpoint, isExpectedIssuer } from "@/lib/core/oauth/discovered-endpoint";

const origins = ["https://api.made-up.example", "https://auth.made-up.example"];
const accept = (link: unknown, plainHttp: readonly string[] = []) => {
  const result = acceptDiscoveredEndpoint(link, origins, plainHttp);
  return result.ok ? result.value.href : result.error.code;
};

test.each([
  ["https://issuer.example/"],
  ["https://ISSUER.example"],
  ["http://issuer.example"],
  ["https://issuer.example#"],
  [undefined],
  [["https://issuer.example"]],
])("A23: a document of the issuer %j is not the configured one's", (issuer) => {
  expect(isExpectedIssuer("https://issuer.example", { issuer })).toBe(false);
  expect(isExpectedIssuer("https://issuer.example", { issuer: "https://issuer.example" })).toBe(true);
});

test("B7: a discovered endpoint stays on the environment's origins", () => {
  expect(accept("https://api.made-up.example/token")).toBe("https://api.made-up.example/token");
  expect(accept("https://auth.made-up.example/token")).toBe("https://auth.made-up.example/token");
  expect(accept("https://api.made-up.example.evil.example/token")).toBe("outside_environment");
  expect(accept("https://api.made-up.example:8443/token")).toBe("outside_environment");
  expect(accept("https://api.made-up.example@evil.example/token")).toBe("not_an_address");
  expect(accept("http://api.made-up.example/token")).toBe("not_https");
  expect(accept("javascript:alert(1)")).toBe("not_https");
  expect(accept("/token")).toBe("not_an_address");
  expect(accept({ href: "https://api.made-up.example/token" })).toBe("not_an_address");
});

test("B7: a test server's links are accepted at exactly its origin", () => {
  expect(accept("http://127.0.0.1:4000/token", ["http://127.0.0.1:4000"])).toBe("http://127.0.0.1:4000/token");
  expect(accept("http://127.0.0.1:4001/token", ["http://127.0.0.1:4000"])).toBe("not_https");
});
