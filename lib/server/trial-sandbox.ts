import "#node-only";
import path from "node:path";
import type { ProviderDefinition } from "../core/providers/definition";
import type { Registration, Settings } from "../runtime/settings";
import type { SandboxClient } from "../sandbox/market-state";
import { type RunningSandbox, startSandbox } from "../sandbox/start-sandbox";
import { redirectUri } from "../services/resolve-target";

/** What a look-alike knows of a registration of ours: the other half of the same secrets. */
export const pretendClient = (
  definition: ProviderDefinition,
  { clientId, clientSecret, extraSecrets, redirectAlias }: Registration,
  appOrigin: string,
): SandboxClient => ({
  providerId: definition.id,
  clientId,
  clientSecret,
  extraSecrets,
  redirectAlias,
  redirectUris: [redirectUri(appOrigin, definition, { id: "" })],
});

/** Starts the look-alike marketplaces with the trial's own client registered at each. */
export function startTrialSandbox(
  settings: Settings,
  definitions: readonly ProviderDefinition[],
  port: number,
): Promise<RunningSandbox> {
  const clients = settings.registrations
    .filter((registration) => registration.environmentId === "lookalike")
    .flatMap((registration) => {
      const definition = definitions.find(({ id }) => id === registration.providerId);
      return definition ? [pretendClient(definition, registration, settings.appOrigin)] : [];
    });
  return startSandbox({
    definitions,
    port,
    host: "127.0.0.1",
    statePath: path.resolve(settings.home, "sandbox.json"),
    clients,
    mode: settings.mode,
  });
}
