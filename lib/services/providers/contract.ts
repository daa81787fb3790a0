import "#node-only";
import type { Failure } from "../../core/errors";
import type { TypedProvider } from "../../core/providers/custom-definition";
import type { Result } from "../../core/result";
import type { ProviderListView, ProviderPageView } from "../../views/providers";
import type { Actor } from "../actor";

/** What is typed for a client of ours. A secret that is empty is none; texts are untrusted. */
export type TypedClient = {
  readonly name: string;
  readonly environmentId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** By the definition's names of further secrets, of an operator's variables and, as `alias`, of our address. */
  readonly values: Readonly<Record<string, string>>;
};

/** `stop`: no new connections. `pause`: no renewals either. `first`: new connections come here. */
export const CLIENT_ACTS = ["enable", "stop", "pause", "resume", "first"] as const;
export type ClientAct = (typeof CLIENT_ACTS)[number];

type Where = { readonly providerId: string; readonly clientId: string | null };
type Done<T = Where> = Promise<Result<T, Failure>>;

/**
 * Providers, our clients there, and what admins say about them. Needs `manage_providers`; the pages are for whoever sees
 * admin pages. Secrets, client ids and addresses also need a recent sign-in: `sign_in_again`. What does not fit is
 * `value_invalid` with the field's name. No answer holds a secret.
 */
export type ProviderServices = {
  readonly providerList: (actor: Actor) => Promise<Result<ProviderListView, Failure>>;
  /** @param shown id of a client, `new`, or null for the one that takes new connections */
  readonly providerPage: (
    actor: Actor,
    input: { readonly providerId: string; readonly shown: string | null },
  ) => Promise<Result<ProviderPageView, Failure>>;
  /** It takes no connections until somebody turns it on. */
  readonly addClient: (actor: Actor, input: TypedClient & { readonly providerId: string }) => Done;
  readonly changeClient: (
    actor: Actor,
    input: { readonly id: string; readonly clientId: string; readonly values: TypedClient["values"] },
  ) => Done;
  /** The new one is used from now on; the others stay beside it until they are removed. */
  readonly addSecret: (actor: Actor, input: { readonly id: string; readonly secret: string }) => Done;
  /** @param place of the secret in the order of use, from 0 @param savedAt when it was saved, as it was shown: another one may stand there by now */
  readonly arrangeSecret: (
    actor: Actor,
    input: { readonly id: string; readonly place: number; readonly savedAt: string; readonly act: "use" | "remove" },
  ) => Done;
  readonly actOnClient: (actor: Actor, input: { readonly id: string; readonly act: ClientAct }) => Done;
  /** Stops or resumes the renewals of one registration; nothing else about it changes. */
  readonly pauseRenewals: (
    actor: Actor,
    input: { readonly registrationId: string; readonly paused: boolean },
  ) => Done<Where & { readonly connections: number }>;
  /** @param input.typed its name, as somebody typed it to be sure */
  readonly removeClient: (actor: Actor, input: { readonly id: string; readonly typed: string }) => Done;
  readonly testClient: (actor: Actor, id: string) => Done<Where & { readonly isWell: boolean }>;
  /** What an issuer says about itself, for the form; nothing is kept. */
  readonly lookUpProvider: (actor: Actor, input: { readonly issuer: string; readonly name: string }) => Done<TypedProvider>;
  readonly addProvider: (actor: Actor, typed: TypedProvider) => Done;
  /**
   * `moved`: its addresses changed, so that many connections wait for their sellers.
   *
   * @param input.revision of what was shown with the form; `changed_meanwhile`: another one stands now
   */
  readonly changeProvider: (
    actor: Actor,
    input: TypedProvider & { readonly providerId: string; readonly revision: number },
  ) => Done<Where & { readonly moved: boolean; readonly connections: number }>;
  /** @param input.typed its name, as somebody typed it to be sure */
  readonly removeProvider: (actor: Actor, input: { readonly providerId: string; readonly typed: string }) => Done;
  readonly writeUseNote: (actor: Actor, input: { readonly providerId: string; readonly note: string }) => Done;
};
