import type { RetireObstacle } from "../core/keys/steering";

/** How a key stands: `missing` is one that something is sealed with and that this process does not have. */
export type KeyState = "primary" | "read_only" | "retired" | "missing" | "gone";

export type KeyView = {
  readonly id: string;
  readonly fingerprint: string | null;
  readonly madeAt: string | null;
  readonly state: KeyState;
  /** Sealed values under it. */
  readonly records: number;
  /** There are more than were counted. */
  readonly isLeast: boolean;
  /** Running processes that have it. */
  readonly heldBy: number;
  /** Rotation may begin with it: everybody has it. */
  readonly canStart: boolean;
  /** What stands against retiring it; null: nothing. */
  readonly obstacle: RetireObstacle["why"] | null;
  /** Until when a disk may need it. */
  readonly onDiskUntil: string | null;
};

/** Access that cannot be opened because its key is not here. */
export type MissingKeyView = {
  readonly id: string;
  readonly records: number;
  readonly isLeast: boolean;
  /** Connections that wait for it. */
  readonly waiting: number;
  /** The first of them. */
  readonly connections: readonly { readonly id: string; readonly label: string }[];
};

/** The newest run that seals everything again. */
export type RotationView = {
  readonly jobId: string;
  readonly state: string;
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** null: it is too early to say. */
  readonly etaMs: number | null;
  readonly isOver: boolean;
  readonly canPause: boolean;
  readonly canResume: boolean;
  readonly canCancel: boolean;
};

export type KeysView = {
  readonly keys: readonly KeyView[];
  readonly missing: readonly MissingKeyView[];
  readonly rotation: RotationView | null;
  /** What is sealed under other keys than the one that seals. */
  readonly behind: number;
  readonly processes: number;
  /** The ring stands in a file of ours, which this page can add to. */
  readonly canAdd: boolean;
  readonly mayRotate: boolean;
  /** Whoever acts must prove first that it is them. */
  readonly mustSignIn: boolean;
  readonly shownAt: string;
};
