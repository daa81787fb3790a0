/** The signed-in person as a page may know them. */
export type ViewerView = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: "seller" | "admin";
  /** IANA name: the one they chose, else their device's. null: neither is known, times are shown in UTC and say so. */
  readonly timeZone: string | null;
  readonly zoneIsChosen: boolean;
  readonly theme: "system" | "light" | "dark";
  readonly trial: boolean;
  /** Connections that ask this person to act. */
  readonly needsYou: number;
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

/** A one-time message after a form. `text` is a key of the catalogue. */
export type FlashView = {
  /** `calm`: it did not work, and nobody need worry. */
  readonly tone: "good" | "calm" | "bad";
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
  /** A way to what would help: a key of the catalogue and an address of ours. */
  readonly act?: { readonly text: string; readonly href: string };
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
  readonly role: "seller" | "admin";
  readonly about: string;
};
