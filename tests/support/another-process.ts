import path from "node:path";
import { systemClock } from "@/lib/adapters/system/clock";
import { type Container, createContainer } from "@/lib/runtime/container";
import { createLogger } from "@/lib/runtime/logger";
import type { Dependencies } from "@/lib/services/dependencies";
import type { House } from "./house";

/** Everything that a second process of the same host has: a container of its own on the same database and the same volume. */
export const anotherProcess = (house: Pick<House, "settings" | "definitions" | "logLines">): Promise<Container> =>
  createContainer({
    settings: house.settings,
    definitions: house.definitions,
    logger: createLogger({
      clock: systemClock,
      sink: { out: (line) => void house.logLines.push(line), err: (line) => void house.logLines.push(line) },
    }),
    migrationsDir: path.resolve("prisma/migrations"),
  });

const NEVER = new Promise<never>(() => undefined);

/** What a process does that dies when its first answer is to be written to the database: nothing, for ever. @param onDeath told each time */
export const dyingBeforeTheWrite = (deps: Dependencies, onDeath: () => void): Dependencies => ({
  ...deps,
  refreshes: {
    ...deps.refreshes,
    commit: () => {
      onDeath();
      return NEVER;
    },
  },
});

/** Lets the lease of every refresh in flight run out, as half a minute does. */
export const leasesRunOut = async (house: Pick<House, "database">): Promise<void> => {
  await house.database.query("update credential set lease_until = now() - interval '1 second' where lease_id is not null");
  await house.database.query("update refresh_attempt set started_at = started_at - interval '1 minute' where state = 'SENT'");
};
