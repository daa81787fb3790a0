import type { SetupCheckView } from "../views/ways-in";
import type { WaysInDependencies } from "./ways-in-dependencies";

type Deps = Pick<WaysInDependencies, "setup" | "clock" | "appOrigin" | "primaryKey">;

/** The engine compares clocks by the database's; this much apart, due times and links would be off by as much. */
const MOST_DRIFT_MS = 2000;

/** What has to be right before anybody connects anything. Mail is tried by hand. */
export async function setupChecks(deps: Deps, seenOrigin: string | null): Promise<readonly SetupCheckView[]> {
  const { appOrigin, primaryKey } = deps;
  const asked = deps.clock.now().getTime();
  const { version, now } = await deps.setup.describe();
  const midway = (asked + deps.clock.now().getTime()) / 2;
  const driftMs = Math.abs(now.getTime() - midway);
  const well = (fine: boolean) => (fine ? "well" : "wrong");
  return [
    { name: "database", state: "well", values: { version } },
    { name: "key", state: "well", values: { key: primaryKey.id, fingerprint: primaryKey.fingerprint } },
    { name: "clock", state: well(driftMs <= MOST_DRIFT_MS), values: { seconds: (driftMs / 1000).toFixed(1) } },
    { name: "https", state: well(appOrigin.startsWith("https:")), values: { address: appOrigin } },
    {
      name: "address",
      state: well(seenOrigin === null || seenOrigin === appOrigin),
      values: { address: appOrigin, seen: seenOrigin ?? appOrigin },
    },
  ];
}
