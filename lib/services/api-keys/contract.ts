import type { Failure } from "../../core/errors";
import type { Result } from "../../core/result";
import type { ApiKeysView, ApiKeyUsesView, ConnectionStatusView, KeyChoicesView } from "../../views/api-keys";
import type { Actor } from "../actor";
import type { FreshAccess } from "../fresh-access";

/** Keys of the actor's own tools. Making one asks for a recent sign-in: `sign_in_again`. */
export type OwnKeyServices = {
  readonly apiKeys: (actor: Actor) => Promise<ApiKeysView>;
  /** What a new key can be made for. */
  readonly keyChoices: (actor: Actor) => Promise<KeyChoicesView>;
  /**
   * @param input untrusted; `value_invalid` names the field that does not fit. `connections`: public ids; null: all
   * @returns the key itself, told this once
   */
  readonly makeKey: (
    actor: Actor,
    input: {
      readonly name: string;
      readonly may: string;
      readonly days: string;
      readonly connections: readonly string[] | null;
    },
  ) => Promise<Result<{ readonly key: string; readonly id: string }, Failure>>;
  /** A new key for the same; the old one works for another day at most. */
  readonly rotateKey: (
    actor: Actor,
    id: string,
  ) => Promise<Result<{ readonly key: string; readonly id: string; readonly name: string }, Failure>>;
  readonly revokeKey: (actor: Actor, id: string) => Promise<Result<{ readonly name: string }, Failure>>;
  /** One key, and what it was last used for. */
  readonly keyUses: (actor: Actor, id: string) => Promise<Result<ApiKeyUsesView, Failure>>;
};

/** Who asks: what came as the key, and from which address. Both are untrusted. */
export type KeyBearer = { readonly key: string | null; readonly from: string | null };

/** What a tool may do with a key. `key_invalid` where no key that works came. */
export type ByKeyServices = {
  readonly connectionsByKey: (bearer: KeyBearer) => Promise<Result<readonly ConnectionStatusView[], Failure>>;
  readonly connectionByKey: (bearer: KeyBearer, id: string) => Promise<Result<ConnectionStatusView, Failure>>;
  /**
   * Access that works now; renewed first where it has to be.
   *
   * @param ask `minTtlSeconds` how long it has to last, `rejected` the fingerprint of one that the marketplace refused
   */
  readonly accessByKey: (
    bearer: KeyBearer,
    ask: { readonly connectionId: string; readonly minTtlSeconds?: number; readonly rejected?: string },
  ) => Promise<Result<FreshAccess, Failure>>;
};

export type ApiKeyServices = OwnKeyServices & ByKeyServices;
