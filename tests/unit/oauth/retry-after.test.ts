import { expect, test } from "vitest";
import { readRetryAfter } from "@/lib/core/oauth/retry-after";

const now = Date.parse("2026-11-20T10:00:00Z");

test.each([
  ["30", 30],
  [" 120 ", 120],
  ["0", 0],
  ["86400", 3600],
  ["Fri, 20 Nov 2026 10:00:45 GMT", 45],
  ["Fri, 20 Nov 2026 09:00:00 GMT", 0],
  ["Sat, 21 Nov 2026 10:00:00 GMT", 3600],
  ["-5", null],
  ["1.5", null],
  ["soon", null],
  ["2026-11-20T10:00:45Z", null],
  ["", null],
  [undefined, null],
])("Retry-After %j means %j seconds, an hour at most", (header, seconds) => {
  expect(readRetryAfter(header, now)).toBe(seconds);
});
