import { expect, it } from "vitest";
import { hasText } from "@/lib/views/texts/translate";
import { refreshFailed } from "@/lib/web/refresh-failed";
import { berlin, detailView } from "../../support/detail-view";

const failedEvent = (why: string) => ({
  id: "1",
  at: "2026-11-22T12:12:00Z",
  text: `event.renewal_failed.${why}`,
  values: {},
  actor: "holdfast" as const,
  reference: null,
});
const told = (change: Parameters<typeof detailView>[0]) => refreshFailed(detailView(change), berlin);

it("a renewal that failed while access works is told calmly, with the time until which it works", () => {
  expect(told({ events: [failedEvent("provider_unavailable")] })).toEqual({
    tone: "calm",
    text: "flash.refresh_failed",
    values: { provider: "StubHub", time: "today 14:05" },
  });
});

it("where only an admin can help nothing is promised", () => {
  expect(told({ events: [failedEvent("client_misconfigured"), failedEvent("throttled")] }).text).toBe("flash.refresh_setup");
});

it("where access is over the message is no longer calm", () => {
  expect(told({ access: { kind: "over", since: "2026-11-22T12:00:00Z" } })).toMatchObject({
    tone: "bad",
    text: "flash.refresh_failed_open",
  });
});

it("every such message has its text", () => {
  expect(["failed", "failed_open", "setup", "setup_open"].filter((end) => !hasText(`flash.refresh_${end}`))).toEqual([]);
});
