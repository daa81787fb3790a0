import { ICON_PATHS, type IconName } from "./icon-paths";

const SIZES = { xs: "size-3.5", sm: "size-[0.9375rem]", md: "size-4", lg: "size-5", xl: "size-6" } as const;

/** Points away along the line of reading, so it turns with it. Chevrons are turned where they stand. */
const POINTS: ReadonlySet<IconName> = new Set(["out"]);

/** What is not drawn as a line of the common width. */
const DRAWN: Partial<Record<IconName, React.SVGProps<SVGPathElement>>> = {
  dots: { strokeWidth: 3.2 },
  "triangle-filled": { fill: "currentColor" },
  unplug: { strokeDasharray: "3.4 2" },
};

/** A picture beside a word, never instead of one: hidden from assistive technology. How it is drawn stands in `app/globals.css`. */
export function Icon({ name, size = "md" }: { readonly name: IconName; readonly size?: keyof typeof SIZES }) {
  return (
    <svg className={`icon ${SIZES[size]}${POINTS.has(name) ? " rtl:-scale-x-100" : ""}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={ICON_PATHS[name]} {...DRAWN[name]} />
      {name === "triangle-filled" ? <path className="stroke-surface" strokeWidth={2.2} d="M12 10v4.2M12 17.1v.1" /> : null}
    </svg>
  );
}
