import { type Failure, failure } from "../core/errors";
import { failureClassOf } from "../core/oauth/error-effect";
import type { ProviderTarget } from "../core/ports/provider-client";
import { err, ok, type Result } from "../core/result";
import type { Dependencies } from "./dependencies";

/** Everything about the provider that has to be known before a seller leaves for it. Fails while nothing has been written. */
export async function prepareTarget(
  deps: Pick<Dependencies, "provider" | "logger">,
  target: ProviderTarget,
  variables: Readonly<Record<string, string>>,
): Promise<Result<ProviderTarget, Failure<"setup" | "provider_down">>> {
  const prepared = await deps.provider.prepare({ target, variables, when: "leaving" });
  if (prepared.ok) return ok(prepared.value);
  const { class: errorClass, evidence } = prepared.error;
  deps.logger.warn("the endpoints of a provider could not be found", {
    provider: target.definition.id,
    class: errorClass,
    status: evidence.status,
    why: evidence.errorText,
  });
  return err(failure(failureClassOf(errorClass) === "setup" ? "setup" : "provider_down", errorClass));
}
