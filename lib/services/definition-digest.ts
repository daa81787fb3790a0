import type { ProviderDefinition } from "../core/providers/definition";
import type { Dependencies } from "./dependencies";

/** Fingerprint of the definition a connection was made with, so that a later edit can be told from the start. */
export const digestOfDefinition = (deps: Pick<Dependencies, "digest">, definition: ProviderDefinition): string =>
  deps.digest.sha256(JSON.stringify(definition)).slice(0, 16);
