import { Icon } from "./icon";

const SIZES = {
  small: "size-5 rounded-xs text-[0.59375rem]",
  normal: "size-10 rounded-mark text-sm",
  large: "size-13 rounded-lg text-lg max-md:size-11 max-md:text-md",
} as const;

const BASE = "grid flex-none place-items-center font-semibold tracking-tight";

/** A marketplace's two-letter monogram. The name stands beside it, so the mark itself is silent. */
export function Mark({
  monogram,
  tone,
  size = "normal",
}: {
  readonly monogram: string;
  readonly tone: string;
  readonly size?: keyof typeof SIZES | undefined;
}) {
  return (
    <span data-edge="" data-tone={tone} className={`${BASE} ${SIZES[size]}`} aria-hidden="true">
      {monogram}
    </span>
  );
}

/** Our own mark, where we stand beside a marketplace. */
export function OwnMark({ size = "normal" }: { readonly size?: keyof typeof SIZES | undefined }) {
  return (
    <span data-edge="" data-tone="own" className={`${BASE} ${SIZES[size]}`} aria-hidden="true">
      <Icon name="logo" size={size === "large" ? "xl" : "lg"} />
    </span>
  );
}
