import { expect, it } from "vitest";
import { zoneOfCookie } from "@/lib/web/zone-cookie";

it.each(["Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "UTC"])(
  "times are told in %s when a device says so",
  (zone) => {
    expect(zoneOfCookie(zone)).toBe(zone);
  },
);

it.each([undefined, "", "Mars/Olympus", "+05:45", "-03:00", "UTC'; drop table session", "Europe/Berlin\u0000", "x".repeat(200)])(
  "a device that says %s is not believed",
  (zone) => {
    expect(zoneOfCookie(zone)).toBeNull();
  },
);
