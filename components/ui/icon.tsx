import { ICON_PATHS, type IconName } from "./icon-paths";

const SIZES = { xs: "size-3.5", sm: "size-[0.9375rem]", md: "size-4", lg: "size-5", xl: "size-6" } as const;

/** A picture beside a word, never instead of one: hidden from assistive technology. */
export function Icon({ name, size = "md" }: { readonly name: IconName; readonly size?: keyof typeof SIZES }) {
  const stroke = name === "dots" ? 3.2 : 1.75;
  return (
    <svg
      className={`${SIZES[size]} flex-none`}
      viewBox="0 0 24 24"
      fill={name === "triangle-filled" ? "currentColor" : "none"}
      stroke="currentColor"
      strokeWidth={stroke}
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeDasharray={name === "unplug" ? "3.4 2" : undefined}
      aria-hidden="true"
    >
      <path d={ICON_PATHS[name]} />
      {name === "triangle-filled" ? <path className="stroke-surface" strokeWidth={2.2} d="M12 10v4.2M12 17.1v.1" /> : null}
    </svg>
  );
}
