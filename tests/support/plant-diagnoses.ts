import type { DiagnosisCall, DiagnosisReport, DiagnosisStep, Verdict } from "@/lib/core/connections/diagnosis/report";
import type { TestDatabase } from "./postgres";

type Name = DiagnosisStep["name"];
type Ends = Readonly<Partial<Record<Name, Partial<DiagnosisStep> & { readonly why: string }>>>;

const HOST = "account.stubhub.com";
const FINE: Readonly<Record<Name, Pick<DiagnosisStep, "why" | "values">>> = {
  name: { why: "found", values: { host: HOST } },
  line: { why: "safe", values: { host: HOST, seconds: 0.1 } },
  answer: { why: "came", values: { host: HOST, seconds: 0.4 } },
  clock: { why: "agrees", values: {} },
  client: { why: "accepted", values: {} },
  grant: { why: "let_in", values: { seconds: 0.3 } },
  scope: { why: "all", values: {} },
};

const CALLS: readonly DiagnosisCall[] = [
  {
    step: "client",
    method: "POST",
    host: HOST,
    path: "/oauth2/token",
    status: 400,
    reason: null,
    durationMs: 412,
    sent: ["accept", "authorization", "content-length", "content-type", "host", "user-agent"],
    received: ["cache-control", "content-type", "date"],
  },
  {
    step: "grant",
    method: "GET",
    host: "api.stubhub.net",
    path: "/v2/sellerlistings",
    status: 200,
    reason: null,
    durationMs: 310,
    sent: ["accept", "authorization", "host", "user-agent"],
    received: ["content-type", "date"],
  },
];

/** What the looks of the gallery showed. Whatever is not named was fine. */
export const LOOKS: Readonly<
  Record<string, { readonly verdict: Verdict; readonly ends: Ends; readonly calls?: readonly DiagnosisCall[] }>
> = {
  working: { verdict: { kind: "fine", why: "fine" }, ends: {} },
  trouble_on: {
    verdict: { kind: "wait", why: "down" },
    ends: {
      answer: { result: "wrong", why: "error", values: { host: HOST, status: 503 } },
      clock: { result: "fine", why: "agrees" },
      client: { result: "untried", why: "unclear" },
    },
    calls: CALLS.map((call) => (call.step === "client" ? { ...call, status: 503 } : call)),
  },
  trouble_off: {
    verdict: { kind: "admin", why: "set_up" },
    ends: {
      client: { result: "wrong", why: "refused" },
      grant: { result: "untried", why: "over" },
    },
    calls: CALLS.slice(0, 1),
  },
  reconnect: {
    verdict: { kind: "reconnect", why: "gone" },
    ends: { grant: { result: "wrong", why: "withdrawn" } },
    calls: CALLS.slice(0, 1),
  },
};

/** @param ago an interval of PostgreSQL */
export async function plantDiagnosis(database: TestDatabase, id: string, look: string, ago = "2 minutes"): Promise<void> {
  const found = LOOKS[look];
  if (!found) throw new Error(`nobody looked at ${look}`);
  const [row] = await database.query(
    "select k.generation, c.status::text as status from connection c join credential k on k.connection_id = c.id where c.public_id = $1",
    [id],
  );
  const report: DiagnosisReport = {
    at: new Date(Date.now() - 120_000).toISOString(),
    reference: "K7-4QX",
    status: String(row?.["status"]) as DiagnosisReport["status"],
    generation: Number(row?.["generation"]),
    steps: (Object.keys(FINE) as Name[]).map((name) => ({
      name,
      result: "fine",
      at: null,
      permissions: [],
      ...FINE[name],
      ...found.ends[name],
    })),
    verdict: found.verdict,
    calls: found.calls ?? CALLS,
    renewals: [
      {
        at: new Date(Date.now() - 240_000).toISOString(),
        end: look === "working" ? "renewed" : "failed",
        status: look === "working" ? null : 503,
      },
      { at: new Date(Date.now() - 3_600_000).toISOString(), end: "renewed", status: null },
    ],
  };
  await database.query(
    `insert into diagnosis (connection_id, began_at, report) select id, now() - $2::interval, $3::jsonb from connection where public_id = $1
     on conflict (connection_id) do update set began_at = excluded.began_at, report = excluded.report`,
    [id, ago, JSON.stringify(report)],
  );
}
