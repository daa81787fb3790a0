import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AddressKind, addressKind } from "../../../lib/core/net/address-kind";
import { readIpv4, readIpv6 } from "../../../lib/core/net/ip-address";

const table = (kind: AddressKind, addresses: readonly string[]) =>
  it.each(addresses.map((address) => [address]))(`%s is ${kind}`, (address) => {
    expect(addressKind(address)).toBe(kind);
  });

describe("B3: an address that a provider can have", () => {
  table("global", [
    "8.8.8.8",
    "1.1.1.1",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "198.17.255.255",
    "198.20.0.0",
  ]);
  table("global", [
    "168.63.129.15",
    "192.0.1.0",
    "223.255.255.255",
    "2606:4700::1111",
    "2001:200::1",
    "2a00:1450:4001:82a::200e",
    "3ffe::1",
  ]);
});

describe("B3: an address that no provider can have", () => {
  table("loopback", ["127.0.0.1", "127.255.255.254", "::1", "0:0:0:0:0:0:0:1"]);
  table("special", [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
  ]);
  table("special", [
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.9",
  ]);
  table("special", ["168.63.129.16", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"]);
  table("special", [
    "::",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:a9fe:a9fe",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "100::1",
  ]);
  table("special", [
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::",
  ]);
  table("special", ["3fff::1", "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1"]);
});

describe("text that is no address", () => {
  table("unreadable", ["", "localhost", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "0x7f.0.0.1", "1.2.3.4 ", "١.٢.٣.٤"]);
  table("unreadable", [
    ":",
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7::8",
    "12345::",
    "fe80::1%eth0",
    "[::1]",
    "::1.2.3",
    "g::",
  ]);
});

describe("whatever its spelling, an IPv4 address inside an IPv6 one", () => {
  const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
  const hex = ([a, b, c, d]: readonly number[]) => `${((a! << 8) | b!).toString(16)}:${((c! << 8) | d!).toString(16)}`;

  it("is never global", () => {
    fc.assert(
      fc.property(octets, (o) => {
        const forms = [
          `::ffff:${o.join(".")}`,
          `::${o.join(".")}`,
          `::ffff:${hex(o)}`,
          `64:ff9b::${hex(o)}`,
          `2002:${hex(o)}::1`,
          `2001:0:${hex(o)}::`,
        ];
        for (const form of forms) expect(addressKind(form), form).not.toBe("global");
      }),
      { numRuns: 500 },
    );
  });

  it("is read as the same number as its groups", () => {
    fc.assert(
      fc.property(octets, (o) => {
        const groups = readIpv6(`::${o.join(".")}`);
        expect(groups && groups[6]! * 65_536 + groups[7]!).toBe(readIpv4(o.join(".")));
        expect(readIpv6(`::${hex(o)}`)).toEqual(groups);
      }),
    );
  });
});
