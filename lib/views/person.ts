import type { Language } from "../core/language";
import type { Role } from "../core/roles";
import type { ProviderView } from "./connection";
import type { ReceiptView } from "./receipt";

/** The signed-in person as a page may know them. */
export type ViewerView = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  /** IANA name: the one they chose, else their device's. null: neither is known, times are shown in UTC and say so. */
  readonly timeZone: string | null;
  readonly zoneIsChosen: boolean;
  readonly theme: "system" | "light" | "dark";
  readonly density: "normal" | "compact";
  /** Whether a single letter on a page does something. */
  readonly singleKeys: boolean;
  /** null: none chosen, so as the browser asks. */
  readonly language: Language | null;
  readonly trial: boolean;
  /** Connections that ask this person to act. */
  readonly needsYou: number;
  /** What they were told and have not read. */
  readonly unread: number;
};

export type SessionView = {
  readonly id: string;
  readonly isThis: boolean;
  /** "Chromium on Linux", from the user agent at sign-in. */
  readonly device: string;
  readonly signedInAt: string;
  readonly lastSeenAt: string;
};

export type ProfileView = { readonly viewer: ViewerView; readonly sessions: readonly SessionView[] };

/** What somebody sees who wants to delete their account. */
export type DeleteAccountView = {
  readonly email: string | null;
  /** Why they cannot go on; null: nothing. */
  readonly obstacle: "last_admin" | "sign_in_again" | null;
  /** `receipt`: how a connection ended at its provider; null: it lives. */
  readonly connections: readonly {
    readonly id: string;
    readonly label: string;
    readonly provider: ProviderView;
    readonly account: string | null;
    readonly receipt: ReceiptView | null;
  }[];
};

/** A one-time message after a form. `text` is a key of the catalogue. */
export type FlashView = {
  /** `calm`: it did not work, and nobody need worry. */
  readonly tone: "good" | "calm" | "bad";
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
  /** A way to what would help: a key of the catalogue and an address of ours. */
  readonly act?: { readonly text: string; readonly href: string };
  /** The way back: a form of ours, its address and its fields. */
  readonly undo?: { readonly action: string; readonly fields: Readonly<Record<string, string>> };
};

/** Trial only. */
export type MailboxView = {
  readonly messages: readonly {
    readonly id: string;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    readonly link: string | null;
    readonly at: string;
  }[];
};
export type DemoPersonView = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly about: string;
};
