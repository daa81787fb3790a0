import type { CanaryResult } from "../connections/canary";

/** When each registration's credentials are tried by themselves. Times are counted by the database's clock. */
export type CanaryStore = {
  /**
   * Takes the turn of one registration whose time has come, in one conditional write: of any number of
   * processes one gets it. One that may make no call now keeps its turn.
   *
   * @param providerIds of the definitions that allow it
   * @returns its public id; null: none is due
   */
  readonly take: (providerIds: readonly string[], everyMs: number) => Promise<string | null>;
  /**
   * Takes the turn of this registration because somebody asks, unless one was taken within `onceInMs` or it rests.
   *
   * @returns whether it was taken, and what the last one showed
   */
  readonly takeAsked: (
    registrationId: string,
    spans: { readonly everyMs: number; readonly onceInMs: number },
  ) => Promise<{
    readonly taken: boolean;
    readonly rests: boolean;
    readonly last: { readonly result: CanaryResult; readonly at: Date } | null;
  }>;
  /** @returns the result before this one; null: there was none */
  readonly note: (registrationId: string, result: CanaryResult) => Promise<CanaryResult | null>;
};
