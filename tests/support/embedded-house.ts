import path from "node:path";
import { makeKeyRing } from "@/lib/adapters/crypto/key-ring";
import { systemClock } from "@/lib/adapters/system/clock";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { stubhub } from "@/lib/core/providers/stubhub";
import { withLookalike } from "@/lib/runtime/compose-definitions";
import { type Container, createContainer } from "@/lib/runtime/container";
import { createLogger } from "@/lib/runtime/logger";
import type { Settings } from "@/lib/runtime/settings";
import { lookalikeBases } from "@/lib/sandbox/lookalike-bases";
import { houseRegistration, settingsFor } from "./house";

/** Settings of a trial in a folder: the same each time, as after a restart. */
export const embeddedSettings = (home: string): Settings => ({
  ...settingsFor(""),
  home,
  databaseUrl: null,
  keys: makeKeyRing(),
  registrations: [houseRegistration(stubhub)],
});

/** A process of a trial without its web server and without its marketplaces. */
export const openTrial = (settings: Settings): Promise<Container> =>
  createContainer({
    settings,
    definitions: withLookalike(CATALOGUE, (definition) => lookalikeBases(definition, "http://127.0.0.1:9")),
    logger: createLogger({ clock: systemClock, sink: { out: () => undefined, err: () => undefined } }),
    migrationsDir: path.resolve("prisma/migrations"),
  });
