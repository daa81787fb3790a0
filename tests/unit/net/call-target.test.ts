import { describe, expect, it } from "vitest";
import { readCallTarget } from "../../../lib/core/net/call-target";

const SHOP = "https://account.shop.example";
const SANDBOX = "http://127.0.0.1:4000";
const read = (url: string, allowedOrigins: readonly string[] = [SHOP], httpOrigins: readonly string[] = []) =>
  readCallTarget({ url, allowedOrigins, httpOrigins });

describe("a call to a provider", () => {
  it("may go to a listed https origin, and its log path holds no query", () => {
    expect(read(`${SHOP}/oauth2/token?x=secret#y`)).toEqual({
      ok: true,
      value: {
        origin: SHOP,
        secure: true,
        hostname: "account.shop.example",
        port: 443,
        path: "/oauth2/token",
        pathAndQuery: "/oauth2/token?x=secret",
        literal: false,
        reach: "global",
      },
    });
  });

  it("may reach the sandbox over http, and then nothing but loopback", () => {
    expect(read(`${SANDBOX}/token`, [SANDBOX], [SANDBOX])).toMatchObject({
      ok: true,
      value: { secure: false, port: 4000, literal: true, reach: "loopback" },
    });
  });

  it("dials an IPv6 sandbox without the brackets", () => {
    expect(read("http://[::1]:4000/", ["http://[::1]:4000"], ["http://[::1]:4000"])).toMatchObject({
      ok: true,
      value: { hostname: "::1" },
    });
  });

  it.each([
    ["http://account.shop.example/token", "only https is allowed"],
    ["ftp://account.shop.example/token", "only https is allowed"],
    ["file:///etc/passwd", "only https is allowed"],
    ["javascript:alert(1)", "only https is allowed"],
    ["https://me:secret@account.shop.example/", "the address carries a user name"],
    ["https://@account.shop.example/", "the address carries a user name"],
    ["https:account.shop.example@evil.example/", "the address carries a user name"],
    ["https://account.shop.example:8443/", "not an origin of this provider"],
    ["https://account.shop.example./", "not an origin of this provider"],
    ["https://account.shop.example.evil.example/", "not an origin of this provider"],
    ["https://evil.example/account.shop.example", "not an origin of this provider"],
    ["https://account.shop.example\\@evil.example/", "the address cannot be read"],
    ["https://account.shop.exa\tmple/", "the address cannot be read"],
    ["https://ａccount.shop.example/", "the address cannot be read"],
    ["/oauth2/token", "the address cannot be read"],
    ["", "the address cannot be read"],
  ])("B7: never goes to %j", (url, why) => {
    expect(read(url)).toMatchObject({ ok: false, error: { why } });
  });

  it.each(["https://127.0.0.1", "https://[::1]", "https://8.8.8.8", "https://[2606:4700::1111]"])(
    "B4: never goes to the bare address %s, listed or not",
    (origin) => {
      expect(read(`${origin}/`, [origin])).toMatchObject({ ok: false, error: { why: "an IP address instead of a host name" } });
    },
  );

  it("needs the sandbox on both lists", () => {
    expect(read(`${SANDBOX}/`, [SHOP], [SANDBOX]).ok).toBe(false);
    expect(read(`${SANDBOX}/`, [SANDBOX], [SHOP]).ok).toBe(false);
    expect(read("http://127.0.0.1:4001/", [SANDBOX], [SANDBOX]).ok).toBe(false);
  });

  it("never repeats a user name or password in the reason", () => {
    expect(JSON.stringify(read("https://me:hunter2@account.shop.example/?q=hunter2"))).not.toContain("hunter2");
  });
});
