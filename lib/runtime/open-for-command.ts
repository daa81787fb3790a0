import { CATALOGUE } from "../core/providers/catalogue";
import { type Container, createContainer } from "./container";
import { processLogger } from "./logger";
import { readSettings } from "./read-settings";
import type { Settings } from "./settings";
import { trialSecrets } from "./trial-secrets";

/**
 * The container of a command beside the server. Only the database is used: registrations are the running server's to write
 * down, and so are calls to providers.
 *
 * @throws {Error} with a sentence that says what to do
 */
export async function openForCommand(): Promise<{ readonly container: Container; readonly settings: Settings }> {
  const read = readSettings(process.env, CATALOGUE, {
    port: 3000,
    sandboxPort: 4000,
    definitions: CATALOGUE,
    secrets: (home) => trialSecrets(home, () => undefined),
  });
  if (!read.ok) throw new Error(`These settings are missing or wrong:\n${read.faults.map((fault) => `  ${fault}`).join("\n")}`);
  const container = await createContainer({
    settings: read.settings,
    definitions: CATALOGUE,
    logger: processLogger(),
    migrationsDir: "prisma/migrations",
    keepRegistrations: true,
  });
  return { container, settings: read.settings };
}
