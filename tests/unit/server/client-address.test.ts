import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { clientAddress } from "@/lib/server/client-address";

const request = (forwarded: string | undefined, remoteAddress: string | undefined) =>
  ({ headers: { "x-forwarded-for": forwarded }, socket: { remoteAddress } }) as unknown as Pick<
    IncomingMessage,
    "headers" | "socket"
  >;

it("E8: a client cannot choose the address that it is counted by", () => {
  expect(clientAddress(request("203.0.113.1", "192.0.2.7"), false)).toBe("192.0.2.7");
  // What the proxy itself heard stands last.
  expect(clientAddress(request("203.0.113.1, 198.51.100.2", "192.0.2.7"), true)).toBe("198.51.100.2");
});

it("without a word from the proxy it is the proxy's own address, and without a connection nobody's", () => {
  expect(clientAddress(request(undefined, "192.0.2.7"), true)).toBe("192.0.2.7");
  expect(clientAddress(request("", "192.0.2.7"), true)).toBe("192.0.2.7");
  expect(clientAddress(request(undefined, undefined), false)).toBeNull();
});
