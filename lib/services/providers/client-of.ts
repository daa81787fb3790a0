import "#node-only";
import { type Failure, failure } from "../../core/errors";
import type { AdminRegistration } from "../../core/ports/provider-admin";
import type { ProviderDefinition } from "../../core/providers/definition";
import { err, ok, type Result } from "../../core/result";
import type { Dependencies } from "../dependencies";
import { definitionOf } from "../resolve-target";

export type Client = { readonly registration: AdminRegistration; readonly definition: ProviderDefinition };
type Deps = Pick<Dependencies, "providerAdmin" | "definitions">;

/** A registration with its definition. Fails with `not_found` where either is gone. */
export async function clientOf(deps: Deps, id: string): Promise<Result<Client, Failure<"not_found">>> {
  const registration = await deps.providerAdmin.registration(id);
  const definition = registration && definitionOf(deps, registration.providerId);
  return registration && definition ? ok({ registration, definition }) : err(failure("not_found"));
}

/** The same for one that admins may edit. `not_usable`: the environment describes it, and the next start would undo the change. */
export async function ownClientOf(deps: Deps, id: string): Promise<Result<Client, Failure<"not_found" | "not_usable">>> {
  const client = await clientOf(deps, id);
  if (!client.ok) return client;
  return client.value.registration.madeBy === "admin" ? client : err(failure("not_usable"));
}

/** A field that does not fit, by its name. */
export const misfit = (field: string): Result<never, Failure<"value_invalid">> => err({ ...failure("value_invalid"), field });
