import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ExaminationDeps, examination } from "@/lib/adapters/http/examination";
import { type GuardedHttpDeps, guardedHttp } from "@/lib/adapters/http/guarded-http";
import { systemClock } from "@/lib/adapters/system/clock";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
import { diagnoseConnection } from "@/lib/services/diagnose-connection";
import type { DiagnosisReportView } from "@/lib/views/diagnosis";
import { httpsTarget } from "@/tests/integration/http/loopback";
import { calm } from "@/tests/support/calm";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { storedConnection } from "@/tests/support/rows";
import { selfSigned } from "@/tests/support/self-signed";
import { type Choice, connect, counted, fault, press, reset } from "@/tests/support/walk";

let house: House;
let jane: Actor;

beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  await house.database.query("truncate connection cascade");
  await house.database.query("update client_registration set canary_after = null, canary_result = null, canary_at = null");
  await calm(house.database);
  jane = await makeSeller(house);
});

const sql = (text: string, values: unknown[] = []) => house.database.query(text, values);

async function connected(providerId = "stubhub", choice: Choice = {}): Promise<string> {
  await reset(house, providerId);
  const { id } = await connect(house, jane, { providerId }, choice);
  if (id === null) throw new Error(`${providerId} was not connected`);
  return id;
}

/** The house with a way to the marketplace of the test's own. */
function looking(
  line: ExaminationDeps["line"] = {},
  over: Partial<GuardedHttpDeps> = {},
  change: (definition: ProviderDefinition) => ProviderDefinition = (definition) => definition,
): Dependencies {
  const { dependencies } = house.container;
  const http = guardedHttp({ clock: systemClock, version: "0.0.0", ...over });
  return {
    ...dependencies,
    definitions: dependencies.definitions.map(change),
    examine: examination({ http, clock: systemClock, deadlineMs: 400, line }),
  };
}

/** Where renewals and checks of the look-alike are looked for instead. */
const movedTo = (origin: string) => (definition: ProviderDefinition) => {
  const { lookalike, ...others } = definition.environments;
  if (!lookalike) return definition;
  const bases = Object.fromEntries(Object.keys(lookalike.bases).map((name) => [name, origin]));
  return { ...definition, environments: { ...others, lookalike: { ...lookalike, bases } } };
};

async function report(id: string, deps: Dependencies = looking()): Promise<DiagnosisReportView> {
  const asked = await diagnoseConnection(deps, jane, id);
  if (!asked.ok) throw new Error(`could not be asked: ${asked.error.code}`);
  const page = await house.services.diagnosisPage(jane, id);
  if (!page.ok || page.value.report === null) throw new Error("nothing was kept");
  return page.value.report;
}

/** `name.why` of each step that is wrong, and the verdict. */
const told = ({ steps, verdict }: DiagnosisReportView) => ({
  wrong: steps.filter(({ result }) => result === "wrong").map(({ name, why }) => `${name}.${why}`),
  verdict: `${verdict.kind}.${verdict.why}`,
});

const NOWHERE = { resolve: () => Promise.reject(new Error("ENOTFOUND")) };
const PRIVATE = { resolve: () => Promise.resolve(["10.0.0.7"]) };

type Cause = {
  readonly cause: string;
  readonly plant: (id: string) => Promise<unknown>;
  readonly deps?: () => Dependencies;
  readonly choice?: Choice;
  readonly wrong: readonly string[];
  readonly verdict: string;
};

const CAUSES: readonly Cause[] = [
  { cause: "nothing at all", plant: async () => undefined, wrong: [], verdict: "fine.fine" },
  {
    cause: "a host that has no address",
    plant: async () => undefined,
    deps: () => looking(NOWHERE, {}, movedTo("https://gone.marketplace.test")),
    wrong: ["name.unknown"],
    verdict: "wait.down",
  },
  {
    cause: "a host that leads to a private address",
    plant: async () => undefined,
    deps: () => looking(PRIVATE, {}, movedTo("https://inside.marketplace.test")),
    wrong: ["name.forbidden"],
    verdict: "admin.forbidden",
  },
  {
    cause: "a host that takes no calls",
    plant: async () => undefined,
    deps: () => looking({}, {}, movedTo("http://127.0.0.1:1")),
    wrong: ["line.closed"],
    verdict: "wait.down",
  },
  { cause: "a 503", plant: () => fault(house, "error", "503"), wrong: ["answer.error"], verdict: "wait.down" },
  { cause: "no answer", plant: () => fault(house, "error", "timeout"), wrong: ["answer.late"], verdict: "wait.down" },
  { cause: "an answer that is cut off", plant: () => fault(house, "error", "lost"), wrong: ["answer.cut"], verdict: "wait.down" },
  { cause: "a web page instead of an answer", plant: () => fault(house, "html"), wrong: ["answer.page"], verdict: "wait.down" },
  { cause: "a request to slow down", plant: () => fault(house, "too_many", "60"), wrong: ["answer.busy"], verdict: "wait.busy" },
  {
    cause: "a clock ten minutes ahead",
    plant: () => fault(house, "clock", "10"),
    wrong: ["clock.ahead"],
    verdict: "admin.clock",
  },
  {
    cause: "a clock ten minutes behind",
    plant: () => fault(house, "clock", "-10"),
    wrong: ["clock.behind"],
    verdict: "admin.clock",
  },
  {
    cause: "a secret of ours that is refused",
    plant: () => fault(house, "invalid_client"),
    wrong: ["client.refused"],
    verdict: "admin.set_up",
  },
  {
    cause: "a renewal that was refused once",
    plant: async (id) => {
      await fault(house, "renewal_refused", "on", { times: "1" });
      await house.services.refreshConnection(jane, id);
    },
    wrong: ["grant.refused_once"],
    verdict: "wait.asked_again",
  },
  {
    cause: "a permission that was withdrawn",
    plant: () =>
      sql(
        "update connection set status = 'NEEDS_REAUTH', reauth_reason = 'invalid_grant', broken_since = now() - interval '1 hour'",
      ),
    wrong: ["grant.withdrawn"],
    verdict: "reconnect.gone",
  },
  {
    cause: "a withdrawn permission while the marketplace is down: nobody is sent there",
    plant: async () => {
      await sql("update connection set status = 'NEEDS_REAUTH', reauth_reason = 'invalid_grant'");
      await fault(house, "error", "503");
    },
    wrong: ["answer.error", "grant.withdrawn"],
    verdict: "wait.down_then_reconnect",
  },
  {
    cause: "access that the marketplace ended by itself",
    plant: () => press(house, "expire", "stubhub"),
    wrong: ["grant.refused_now"],
    verdict: "renew.only_renewal_tells",
  },
  {
    cause: "access that ran out and is not renewed just to look",
    plant: () => sql("update credential set access_expires_at = now() - interval '1 minute'"),
    wrong: [],
    verdict: "renew.only_renewal_tells",
  },
  {
    cause: "fewer permissions than were asked for",
    plant: () => sql("update connection set scope_granted = array['read:sellerlistings']"),
    wrong: ["scope.missing"],
    verdict: "reconnect.add",
  },
  {
    cause: "a permission that the API misses",
    choice: { allow: ["write:sellerlistings"] },
    plant: async () => undefined,
    wrong: ["scope.told_less"],
    verdict: "reconnect.add",
  },
  {
    cause: "a pause",
    plant: (id) => house.services.pauseConnection(jane, id),
    wrong: [],
    verdict: "resume.paused",
  },
  {
    cause: "a key of ours that is missing",
    plant: async () => undefined,
    deps: () => {
      const deps = looking();
      const open: Dependencies["sealer"]["open"] = () => ({ ok: false, error: { code: "key_missing" } }) as never;
      return { ...deps, sealer: { ...deps.sealer, open } };
    },
    wrong: [],
    verdict: "admin.ours",
  },
];

describe("asked why it is not working, it names", () => {
  it.each(CAUSES)("$cause", async ({ plant, deps = looking, choice, wrong, verdict }) => {
    const id = await connected("stubhub", choice);
    await plant(id);
    const before = await storedConnection(house, id);
    const { refreshes } = counted(house);

    expect(told(await report(id, deps()))).toEqual({ wrong, verdict });

    // A made-up token may count as a renewal there; what is stored here is as it was.
    expect(await storedConnection(house, id)).toEqual(before);
    expect((counted(house).refreshes ?? 0) - (refreshes ?? 0)).toBeLessThanOrEqual(1);
  });

  it("a certificate that nobody vouches for, and sends nothing over that line", async () => {
    const id = await connected();
    let asked = 0;
    await using target = await httpsTarget(selfSigned("localhost"), (_, response) => {
      asked += 1;
      response.end();
    });
    const origin = `https://127.0.0.1:${target.port}`;

    const found = await report(id, looking({ ownOrigins: [origin] }, {}, movedTo(origin)));

    expect(told(found)).toEqual({ wrong: ["line.not_safe"], verdict: "wait.down" });
    expect(asked).toBe(0);
    expect(found.calls).toEqual([]);
  });
});
