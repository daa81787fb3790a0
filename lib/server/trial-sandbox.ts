import "#node-only";
import path from "node:path";
import type { ProviderDefinition } from "../core/providers/definition";
import type { Settings } from "../runtime/settings";
import { type RunningSandbox, startSandbox } from "../sandbox/start-sandbox";
import { redirectUri } from "../services/resolve-target";

/** Starts the look-alike marketplaces with the trial's own client registered at each. */
export function startTrialSandbox(
  settings: Settings,
  definitions: readonly ProviderDefinition[],
  port: number,
): Promise<RunningSandbox> {
  const pretend = settings.registrations.filter((registration) => registration.environmentId === "lookalike");
  const clients = pretend.flatMap((registration) => {
    const definition = definitions.find(({ id }) => id === registration.providerId);
    if (!definition) return [];
    return [
      {
        providerId: definition.id,
        clientId: registration.clientId,
        clientSecret: registration.clientSecret ?? "",
        redirectUris: [redirectUri(settings.appOrigin, definition, { id: "" })],
      },
    ];
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
