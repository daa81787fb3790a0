import type { Dependencies } from "../dependencies";
import { reseal } from "../reseal";
import type { JobKind, JobPage } from "./job-kind";

/** The name of this kind of work. */
export const REENCRYPT = "reencrypt";

/** Every process learns within seconds which key seals; what one of them wrote before that would have to be done again. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 500;
/** After the last value comes another look, for what was written meanwhile by whoever learned late. */
const ROUNDS = 3;

/** Opening, sealing and opening again costs about 0.1 ms: so many at once hold up nobody. */
const AT_ONCE = 100;

/** Where a run stands: in which round, under which key, after which row. Round 0 is for what is little and needed by everybody. */
type Cursor = { readonly round: number; readonly keyId: string; readonly after: string };

const write = ({ round, keyId, after }: Cursor): string => `${round} ${keyId} ${after}`;
function read(text: string): Cursor {
  const [round = "0", keyId = "", after = ""] = text.split(" ");
  return { round: Number(round), keyId, after };
}

/** Seals everything again that is sealed under another key than the one that seals now. Safe to stop at any moment. */
export const reencrypt: JobKind = {
  name: REENCRYPT,
  permission: "rotate_keys",
  stepUp: true,
  atOnce: AT_ONCE,
  next: async (deps, job, after, limit) => {
    if (after === null) await untilAllSealWith(deps, String(job.params["keyId"]));
    const at = after === null ? { round: 0, keyId: "", after: "" } : read(after);
    return at.round === 0 ? others(deps, at, limit) : tokenSets(deps, at, limit);
  },
  act: (deps, _job, keys) => reseal(deps, keys),
};

/** The secrets of our clients, and flows that are under way. */
async function others({ reseal: store, sealer }: Dependencies, at: Cursor, limit: number): Promise<JobPage> {
  const found = (await store.others())
    .filter(({ key, sealed }) => key > at.after && sealer.keyIdOf(sealed) !== sealer.primaryKeyId)
    .map(({ key }) => key)
    .sort()
    .slice(0, limit);
  const last = found.at(-1);
  return { keys: found, cursor: write(last === undefined ? begin(1) : { ...at, after: last }), isLast: false };
}

async function tokenSets({ reseal: store, sealer }: Dependencies, at: Cursor, limit: number): Promise<JobPage> {
  const old = (await store.keysInUse()).filter((keyId) => keyId !== sealer.primaryKeyId).sort();
  for (const keyId of old.filter((each) => each >= at.keyId)) {
    const after = keyId === at.keyId ? at.after : "0";
    const found = await store.connectionsOf({ keyId, after }, limit);
    const last = found.at(-1);
    if (last) return { keys: found.map(({ key }) => key), cursor: write({ ...at, keyId, after: last.row }), isLast: false };
  }
  return { keys: [], cursor: write(begin(at.round + 1)), isLast: old.length === 0 || at.round >= ROUNDS };
}

const begin = (round: number): Cursor => ({ round, keyId: "", after: "0" });

/** @throws {Error} where this process itself does not seal with that key: another one takes the job then, or this one later */
async function untilAllSealWith({ keys, sealer, sleep, clock }: Dependencies, keyId: string): Promise<void> {
  const until = clock.monotonicMs() + PATIENCE_MS;
  while (clock.monotonicMs() < until) {
    const behind = (await keys.holders()).filter(({ sealsWith }) => sealsWith !== keyId);
    if (behind.length === 0 && sealer.primaryKeyId === keyId) return;
    await sleep(LOOK_EVERY_MS);
  }
  if (sealer.primaryKeyId !== keyId) throw new Error("custody: this process does not seal with the key that was chosen");
}
