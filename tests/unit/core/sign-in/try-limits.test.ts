import { expect, it } from "vitest";
import { minutesLeft, networkOf } from "@/lib/core/sign-in/try-limits";

it.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:4860:4860:1::1", "2001:4860:4860:1::/64"],
  ["2001:4860:4860:1:ffff:eeee:dddd:1", "2001:4860:4860:1::/64"],
  ["2001:4860:4860:2::1", "2001:4860:4860:2::/64"],
  ["10.0.0.9", "10.0.0.9"],
])("E8: %s is counted as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it.each([null, "", "127.0.0.1", "::1", "::ffff:127.0.0.1", "unknown", "<script>", "192.0.2.7, 10.0.0.1"])(
  "%s tells nobody apart, so nobody is counted by it",
  (address) => {
    expect(networkOf(address)).toBeNull();
  },
);

it("a wait is told in whole minutes, and never as none", () => {
  expect([0, 1, 60, 61, 900].map(minutesLeft)).toEqual([1, 1, 1, 2, 15]);
});
