import { expect, it } from "vitest";
import { requestHeaders } from "../../../lib/adapters/http/request-headers";

const headers = (given: Record<string, string>, body: string | null = null, method: "GET" | "POST" = "POST") =>
  requestHeaders({ headers: given, body, method }, "1.2.3");

it("says who calls, unless the provider's definition says it", () => {
  expect(headers({})).toMatchObject({ "user-agent": "Holdfast/1.2.3" });
  expect(headers({ "User-Agent": "Shop client" })).toMatchObject({ "user-agent": "Shop client" });
});

it("asks for no compression that it cannot undo", () => {
  expect(headers({ "Accept-Encoding": "zstd" })).toMatchObject({ "accept-encoding": "gzip, br" });
});

it("counts the body in bytes", () => {
  expect(headers({}, "é")).toMatchObject({ "content-length": "2" });
  expect(headers({})).toMatchObject({ "content-length": "0" });
  expect(headers({}, null, "GET")).not.toHaveProperty("content-length");
});

it.each(["Host", "content-length", "Transfer-Encoding", "Connection", "Expect", "Upgrade"])("lets nobody set %s", (name) => {
  expect(headers({ [name]: "x" })).toBeNull();
});
