import type { ConnectionDetailView } from "@/lib/views/connection";
import type { ReceiptView } from "@/lib/views/receipt";

/** 22 November 2026, 13:12 in Berlin. */
export const berlin = { now: new Date("2026-11-22T12:12:00Z"), zone: "Europe/Berlin" } as const;

const scope = (name: string, given: boolean, writes = false) => ({
  value: name.replace("_", ":"),
  text: `scope.stubhub.${name}`,
  given,
  writes,
});

/** A healthy connection as its page gets it, changed where a test says so. */
export function detailView(change: Partial<ConnectionDetailView> = {}): ConnectionDetailView {
  return {
    id: "con_1",
    label: "Tickets",
    provider: { id: "stubhub", name: "StubHub", monogram: "Sh", tone: "stubhub", isTest: false },
    account: "tix88",
    state: "working",
    also: [],
    needsSeller: false,
    shared: null,
    isPausedHere: false,
    isStopped: false,
    access: { kind: "auto", renewsAt: "2026-11-22T12:54:00Z", endsAt: "2026-11-22T13:05:00Z" },
    permission: { kind: "unknown" },
    connectedAt: "2026-05-03T10:00:00Z",
    disconnectedAt: null,
    isEnding: false,
    brokenSince: null,
    lastRenewedAt: "2026-11-22T12:05:00Z",
    lastRenewalMs: 412,
    nextTryAt: null,
    refreshWaitSeconds: 0,
    scopesMissing: [],
    hasScopeChoice: true,
    scopes: [scope("read_sellerlistings", true), scope("write_sellerlistings", true, true), scope("read_sales", false)],
    days: Array.from({ length: 14 }, (_, index) => ({ date: `2026-11-${String(9 + index).padStart(2, "0")}`, kind: "ok" })),
    asked: { connection: "con_1", kind: "", from: "", to: "" },
    events: [],
    olderEvents: null,
    revocation: { canCancel: false, accessMaySurvive: true, manageAccessUrl: "https://www.stubhub.com" },
    linkUntil: null,
    isMuted: false,
    byAdmin: false,
    usedBy: [],
    receipt: null,
    proof: { by: "renewal", at: "2026-11-22T12:05:00Z" },
    checkWaitSeconds: null,
    ...change,
  };
}

/** The receipt of a connection that was disconnected two minutes before that, changed where a test says so. */
export const receiptView = (outcome: ReceiptView["outcome"], change: Partial<ReceiptView> = {}): ReceiptView => ({
  number: "K7-4QX",
  outcome,
  disconnectedAt: "2026-11-22T12:10:00Z",
  closedAt: outcome.kind === "trying" ? null : "2026-11-22T12:11:00Z",
  accessUntil: null,
  ...change,
});
