import type { ComponentProps } from "react";

const VARIANTS = {
  main: "border-transparent bg-accent text-on-accent shadow-xs hover:bg-accent-hover hover:text-on-accent",
  plain: "border-line-strong bg-surface text-ink shadow-xs hover:bg-hover hover:text-ink",
  bare: "border-transparent bg-transparent text-muted hover:bg-hover hover:text-ink",
  end: "border-line-strong bg-surface text-stop shadow-xs hover:bg-stop-tint hover:text-stop",
} as const;

const SIZES = {
  small: "min-h-8 px-2.5 text-sm",
  normal: "min-h-9 px-3.5 text-base",
  big: "min-h-11 px-5 text-md",
} as const;

/** Whatever its size, on a phone. */
const FINGER = "touch:min-h-11 touch:text-md";

type Look = {
  /** `main` is the one next step of a card or a page; `end` disconnects. */
  readonly variant?: keyof typeof VARIANTS | undefined;
  readonly size?: keyof typeof SIZES | undefined;
  /** As wide as its parent: always, or on a phone only. */
  readonly wide?: "always" | "phone" | undefined;
};

const WIDE = { always: "w-full", phone: "max-md:w-full" } as const;

function look({ variant = "plain", size = "normal", wide }: Look): string {
  return ["button", VARIANTS[variant], SIZES[size], FINGER, wide ? WIDE[wide] : ""].join(" ").trim();
}

/** A button of a form. It submits unless `type` says otherwise. */
export function Button({
  variant,
  size,
  wide,
  type = "submit",
  ...rest
}: Look & Omit<ComponentProps<"button">, "className" | "style">) {
  return <button type={type} data-edge="" className={look({ variant, size, wide })} {...rest} />;
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({
  variant,
  size,
  wide,
  ...rest
}: Look & { readonly href: string } & Omit<ComponentProps<"a">, "className" | "style" | "href">) {
  return <a data-edge="" className={look({ variant, size, wide })} {...rest} />;
}

/** Buttons side by side; full width on a phone. */
export function Buttons({ children }: { readonly children: React.ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2">{children}</div>;
}
