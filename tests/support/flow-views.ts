import type { AttemptResultView, ConnectPageView } from "@/lib/views/flow";
import { berlin, detailView } from "./detail-view";

const [read, write, sales] = detailView().scopes as [never, never, never];

/** The page before a seller leaves for a marketplace, changed where a test says so. */
export function connectView(change: Partial<ConnectPageView> = {}): ConnectPageView {
  return {
    provider: detailView().provider,
    environmentId: "production",
    health: null,
    reference: "M2-8TD",
    host: "account.stubhub.com",
    hostIsOpen: false,
    fields: [],
    also: [],
    oneOf: [],
    required: [read, write],
    optional: [{ ...(sales as ConnectPageView["required"][number]), checked: true, namesAccount: false }],
    never: ["never.password", "never.payout", "never.show"],
    notes: [],
    warnings: [],
    useNote: null,
    staysConnected: true,
    suggestedLabel: "StubHub",
    already: [],
    signOutUrl: null,
    reconnect: null,
    returned: null,
    ...change,
  };
}

/** The end of an attempt that connected an account, changed where a test says so. */
export function resultView(change: Partial<AttemptResultView> = {}): AttemptResultView {
  return {
    outcome: "connected",
    provider: detailView().provider,
    at: berlin.now.toISOString(),
    reference: "M2-8TD",
    connection: { id: "con_1", label: "Tickets", account: "tix88", stateWord: "state.working.name" },
    accounts: null,
    scopes: [read, write],
    renewsAt: "2026-11-22T12:54:00Z",
    noRenewal: null,
    signOutUrl: null,
    retryHref: "/connections/new/stubhub",
    ...change,
  };
}
