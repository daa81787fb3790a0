import type { ColumnChange, ListColumn, ListDensity } from "../core/connections/list-look";
import type { Failure } from "../core/errors";
import type { SavedView } from "../core/ports/admin-views";
import type { Result } from "../core/result";
import type { AdminActName, AdminConnectionView, OwnerView } from "../views/admin";
import type { FoundConnection, ListLookView } from "../views/admin-list";
import type { AdminQuery } from "../views/admin-query";
import type { ConnectionDetailView } from "../views/connection";
import type { Actor } from "./actor";

/** Why a name was not taken; each is a text `admin.views.<word>`. */
export type ViewEnd = "saved" | "renamed" | "name_invalid" | "name_taken" | "too_many";

/** What each admin keeps for the list of all connections. Nobody else sees any of it, so none of it is audited. */
export type AdminViewServices = {
  readonly adminViews: (actor: Actor) => Promise<Result<readonly SavedView[], Failure>>;
  /** @param input.asked untrusted; the page it was asked on is left out */
  readonly saveAdminView: (
    actor: Actor,
    input: { readonly name: string; readonly asked: AdminQuery },
  ) => Promise<Result<ViewEnd, Failure>>;
  readonly renameAdminView: (
    actor: Actor,
    input: { readonly id: string; readonly name: string },
  ) => Promise<Result<ViewEnd, Failure>>;
  readonly removeAdminView: (actor: Actor, id: string) => Promise<Result<null, Failure>>;
  readonly listLook: (actor: Actor) => Promise<Result<ListLookView, Failure>>;
  readonly changeListColumn: (
    actor: Actor,
    input: { readonly column: ListColumn; readonly change: ColumnChange },
  ) => Promise<Result<null, Failure>>;
  readonly setListDensity: (actor: Actor, density: ListDensity) => Promise<Result<null, Failure>>;
  /** As most want it. */
  readonly resetListLook: (actor: Actor) => Promise<Result<null, Failure>>;
};

/** What came of an act: the name of a sentence, and the connection that it is about. */
export type AdminActDone = {
  readonly label: string;
  readonly did: "renewed" | "not_needed" | "busy" | "paused" | "resumed" | "disconnected";
};

/** `shown`: its code is told this once, to whoever gives it on. `unsent`: the mail could not be handed over. */
export type LinkSent =
  | { readonly did: "mailed" | "unsent"; readonly label: string }
  | { readonly did: "shown"; readonly label: string; readonly code: string };

/** What a file of connections is made from. `rows` are read while they are taken. */
export type ConnectionsFile = { readonly rows: AsyncIterable<readonly AdminConnectionView[]> };

/** What admins do in the list of all connections and to one of them. Every act is audited, also when it was denied. */
export type AdminTableServices = AdminViewServices & {
  /** How many things wait for an admin and for nobody else; for what stands around every page of theirs. */
  readonly adminNeeds: (actor: Actor) => Promise<Result<number, Failure>>;
  /** A dozen connections at most whose names begin like this, for whoever types. */
  readonly findConnections: (actor: Actor, text: string) => Promise<Result<readonly FoundConnection[], Failure>>;
  /**
   * Everything that fits the question, or the named connections, as rows of a file; audited with how many left.
   *
   * @param input.ids public ids, untrusted; empty: what `asked` asks for
   */
  readonly exportConnections: (
    actor: Actor,
    input: { readonly asked: AdminQuery; readonly ids: readonly string[] },
  ) => Promise<Result<ConnectionsFile, Failure>>;
  readonly actAsAdmin: (
    actor: Actor,
    input: { readonly id: string; readonly act: AdminActName },
  ) => Promise<Result<AdminActDone, Failure>>;
  readonly sendRepairLink: (
    actor: Actor,
    input: { readonly id: string; readonly how: "mail" | "show" },
  ) => Promise<Result<LinkSent, Failure>>;
  readonly askToSeeAsSeller: (actor: Actor, id: string) => Promise<Result<null, Failure>>;
  readonly seeAsSeller: (
    actor: Actor,
    input: { readonly id: string; readonly timeZone: string | null },
  ) => Promise<Result<{ readonly connection: ConnectionDetailView; readonly owner: OwnerView }, Failure>>;
};
