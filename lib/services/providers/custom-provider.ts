import "#node-only";
import { type Failure, failure } from "../../core/errors";
import type { CustomProvider } from "../../core/ports/provider-admin";
import { ADDRESS_FIELDS, customDefinition, readEndpoint, type TypedProvider } from "../../core/providers/custom-definition";
import { err, ok, type Result } from "../../core/result";
import type { Actor } from "../actor";
import { audited } from "../audited";
import type { Dependencies } from "../dependencies";
import { misfit } from "./client-of";
import type { ProviderServices } from "./contract";
import { customId } from "./custom-id";
import { doneBy } from "./done-by";
import { provedRecently } from "./proved-recently";
import { typedFrom, typedOf } from "./typed-provider";

/** The environment of a revision: nothing that was sealed for another one opens in it. */
const environmentOf = (revision: number): string => `r${revision}`;

/** Asks an issuer where its endpoints are, to fill in the form. Nothing is kept. */
export function lookUpProvider(
  deps: Dependencies,
  actor: Actor,
  { issuer, name }: Parameters<ProviderServices["lookUpProvider"]>[1],
): ReturnType<ProviderServices["lookUpProvider"]> {
  return audited(deps, actor, "manage_providers", { action: "issuer_looked_up", object: null }, async () => {
    const url = readEndpoint(issuer, deps.allowsLoopback);
    if (url === null) return misfit("issuer");
    const found = await deps.lookUpIssuer(url);
    if (!found.ok) return misfit(found.error);
    const { hasOpenId, ...metadata } = found.value;
    const scopes = hasOpenId ? "openid offline_access" : "";
    return ok({ ...metadata, name: name.trim() || nameFrom(url), api: "", scopes });
  });
}

/** "Login.shop.example" is a name that somebody can change. */
const nameFrom = ({ hostname }: URL): string => {
  const label = hostname.split(".").at(-2) ?? hostname;
  return `${label.charAt(0).toUpperCase()}${label.slice(1)}`;
};

/** A provider that no definition of ours describes. */
export function addProvider(deps: Dependencies, actor: Actor, typed: TypedProvider): ReturnType<ProviderServices["addProvider"]> {
  const act = { action: "provider_added", object: null };
  return audited(deps, actor, "manage_providers", act, async () => {
    const id = customId(`${slugOf(typed.name)}-${letters(deps)}`);
    const described = { id, environmentId: environmentOf(1), allowLoopback: deps.allowsLoopback };
    const definition = customDefinition(typed, described);
    if (!definition.ok) return misfit(definition.error);
    const proved = await provedRecently(deps, actor);
    if (!proved.ok) return proved;
    const custom = { providerId: id, definition: definition.value, revision: 1 };
    await deps.providerAdmin.addCustom(custom, doneBy(actor, act.action, id, originsOf(typed)));
    await deps.reloadDefinitions();
    return ok({ providerId: id, clientId: null });
  });
}

/** What an audit may say of addresses: where they lead. */
const originsOf = (typed: TypedProvider): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ADDRESS_FIELDS.flatMap((field) => (URL.canParse(typed[field]) ? [[field, new URL(typed[field]).origin] as const] : [])),
  );

const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 20)
    .replace(/-+$/, "") || "provider";

const letters = ({ randomness }: Pick<Dependencies, "randomness">): string =>
  Array.from({ length: 5 }, () => "abcdefghjkmnpqrstuvwxyz23456789"[Math.floor(randomness.fraction() * 31)] ?? "a").join("");

/**
 * Changes what an admin has described. Another address is another provider to everything that is stored: each connection
 * waits for its seller, secrets of clients must be typed again, and no byte of what was given before goes to the new place
 * (`security.md` B13).
 */
export function changeProvider(
  deps: Dependencies,
  actor: Actor,
  { providerId, revision: seen, ...typed }: Parameters<ProviderServices["changeProvider"]>[1],
): ReturnType<ProviderServices["changeProvider"]> {
  const act = { action: "provider_changed", object: providerId };
  return audited(deps, actor, "manage_providers", act, async () => {
    const stands = await customOf(deps, providerId);
    if (!stands.ok) return stands;
    const { custom, typed: before } = stands.value;
    // Whoever typed this had other addresses before them, and would move it back without having said so.
    if (custom.revision !== seen) return err(failure("changed_meanwhile"));
    const described = (revision: number) =>
      customDefinition(typed, { id: providerId, environmentId: environmentOf(revision), allowLoopback: deps.allowsLoopback });
    const staying = described(custom.revision);
    if (!staying.ok) return misfit(staying.error);
    const after = typedFrom(staying.value);
    const moves = ADDRESS_FIELDS.some((field) => after[field] !== before[field]);
    const revision = custom.revision + (moves ? 1 : 0);
    const definition = described(revision);
    if (!definition.ok) return misfit(definition.error);
    const proved = await provedRecently(deps, actor);
    if (!proved.ok) return proved;
    const next = { providerId, definition: definition.value, revision };
    const entry = doneBy(actor, moves ? "provider_endpoints_changed" : act.action, providerId, {
      revision,
      ...originsOf(typed),
    });
    const moved = moves
      ? await deps.providerAdmin.moveCustom({ ...next, environmentId: environmentOf(revision) }, entry)
      : await deps.providerAdmin.changeCustom(next, entry);
    if (moved === "changed_meanwhile") return err(failure(moved));
    await deps.reloadDefinitions();
    return ok({ providerId, clientId: null, moved: moves, connections: moved.connections });
  });
}

/** Takes away what an admin has described, once no connection lives that needs it. */
export function removeProvider(
  deps: Dependencies,
  actor: Actor,
  { providerId, typed }: Parameters<ProviderServices["removeProvider"]>[1],
): ReturnType<ProviderServices["removeProvider"]> {
  const act = { action: "provider_removed", object: providerId };
  return audited(deps, actor, "manage_providers", act, async () => {
    const stands = await customOf(deps, providerId);
    if (!stands.ok) return stands;
    if (typed.trim() !== stands.value.typed.name) return misfit("typed_name");
    const proved = await provedRecently(deps, actor);
    if (!proved.ok) return proved;
    const removed = await deps.providerAdmin.removeCustom(providerId, doneBy(actor, act.action, providerId));
    if (removed === "in_use") return misfit("in_use");
    await deps.reloadDefinitions();
    return ok({ providerId, clientId: null });
  });
}

type Stands = { readonly custom: CustomProvider; readonly typed: TypedProvider };

async function customOf(deps: Dependencies, id: string): Promise<Result<Stands, Failure<"not_found">>> {
  const custom = (await deps.providerAdmin.customs()).find(({ providerId }) => providerId === id);
  const typed = custom && typedOf(custom);
  return custom && typed ? ok({ custom, typed }) : err(failure("not_found"));
}
