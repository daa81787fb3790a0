import { expect, it } from "vitest";
import { readCallFailure } from "@/lib/core/oauth/call-failure";
import type { HttpFailure } from "@/lib/core/ports/http";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { harmedByOverlap } from "@/lib/core/providers/harmed-by-overlap";

const failed = (over: Partial<HttpFailure>): HttpFailure => ({ reason: "timeout", requestSent: true, detail: "", ...over });

it("a provider may still be working on a request only where it arrived and we stopped waiting", () => {
  expect(readCallFailure(failed({})).mayGoOn).toBe(true);
  expect(readCallFailure(failed({ requestSent: false })).mayGoOn).toBe(false);
  for (const reason of ["reset", "connect", "tls", "redirect", "body_too_large"] as const)
    expect(readCallFailure(failed({ reason })).mayGoOn, reason).toBe(false);
});

it("two requests at once can cost a permission where a token works once, and nowhere else", () => {
  const rotation = (over: object) => ({ rotation: { ...CATALOGUE[0]!.rotation, graceSeconds: 0, ...over } });

  expect(harmedByOverlap(rotation({ kind: "rotating_single_use" }))).toBe(true);
  expect(harmedByOverlap(rotation({ kind: "unknown" })), "what is not known counts as once").toBe(true);
  expect(harmedByOverlap(rotation({ kind: "rotating_grace", graceSeconds: 30 }))).toBe(false);
  expect(harmedByOverlap(rotation({ kind: "none" }))).toBe(false);
  expect(harmedByOverlap(rotation({ kind: "static" }))).toBe(false);
});
