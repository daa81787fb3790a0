import { expect, test } from "vitest";
import { cleanHeaders } from "@/lib/server/request-headers";

const appOrigin = "https://holdfast.example";
const cleaned = (headers: Record<string, string>, trustProxy = false): Record<string, unknown> => {
  const given = { ...headers };
  cleanHeaders(given, { appOrigin, trustProxy });
  return given;
};

test.each([
  "x-middleware-subrequest",
  "x-middleware-rewrite",
  "x-invoke-path",
  "x-matched-path",
  "x-now-route-matches",
  "x-prerender-revalidate",
  "next-resume",
  "x-nonce",
  "x-holdfast-target",
])("E2: a client cannot speak as a part of the framework: %s", (name) => {
  expect(cleaned({ [name]: "src/proxy:src/proxy" })).toEqual({ host: "holdfast.example" });
});

test.each(["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded"])(
  "A15: nobody forwards us another name, not even a trusted proxy: %s",
  (name) => {
    expect(cleaned({ [name]: "evil.com" })).toEqual({ host: "holdfast.example" });
    expect(cleaned({ [name]: "evil.com" }, true)).toEqual({ host: "holdfast.example" });
  },
);

test("A15: over 20 forged Host headers our own name is what the application sees", () => {
  const forged = [
    "evil.com",
    "holdfast.example.evil.com",
    "evil.com:443",
    "127.0.0.1",
    "[::1]",
    "",
    " ",
    "a,b",
    "holdfast.example@evil.com",
    "localhost:3000",
  ];
  const seen = [...forged, ...forged.map((host) => host.toUpperCase())].map((host) => cleaned({ host }).host);

  expect(new Set(seen)).toEqual(new Set(["holdfast.example"]));
});

test("D7: the client's address is taken from a proxy only where one is trusted", () => {
  expect(cleaned({ "x-forwarded-for": "203.0.113.7" })).not.toHaveProperty("x-forwarded-for");
  expect(cleaned({ "x-forwarded-for": "203.0.113.7" }, true)).toHaveProperty("x-forwarded-for", "203.0.113.7");
});

test("what a browser needs to tell is kept", () => {
  const headers = {
    cookie: "a=b",
    "user-agent": "x",
    "sec-fetch-site": "same-origin",
    rsc: "1",
    "next-router-prefetch": "1",
    origin: "https://holdfast.example",
  };

  expect(cleaned(headers)).toEqual({ ...headers, host: "holdfast.example" });
});
