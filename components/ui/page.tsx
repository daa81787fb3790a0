import { Icon } from "./icon";

const WIDTHS = { result: "max-w-[36rem]", text: "max-w-[45.5rem]", seller: "max-w-seller", admin: "max-w-admin" } as const;

/** The frame of a page. Widths are those of the look, with room at both sides. */
export function Page({
  width = "seller",
  children,
}: {
  readonly width?: keyof typeof WIDTHS | undefined;
  readonly children: React.ReactNode;
}) {
  return <div className={`${WIDTHS[width]} mx-auto w-full px-4 pt-6 pb-12 md:px-6 md:pt-10 md:pb-16`}>{children}</div>;
}

/** The way back to the page above. */
export function Crumb({ href, children }: { readonly href: string; readonly children: React.ReactNode }) {
  return (
    <a
      href={href}
      className="-ms-1 -mt-3 mb-3 inline-flex min-h-8 max-w-full items-center gap-1 rounded-sm pe-2 font-medium wrap-anywhere text-muted no-underline hover:text-ink touch:min-h-11"
    >
      <span className="rtl:-scale-x-100">
        <Icon name="left" />
      </span>
      {children}
    </a>
  );
}

type PageHeadProps = {
  readonly title: string;
  /** A monogram before the title. */
  readonly mark?: React.ReactNode;
  /** Stands beside the title: a badge, a small button. */
  readonly beside?: React.ReactNode;
  readonly lead?: React.ReactNode;
  /** At the end of the line; below on a phone. */
  readonly action?: React.ReactNode;
  /** The title stands beside the middle of its mark. */
  readonly center?: boolean | undefined;
};

/** The one `<h1>` of a page. */
export function PageHead({ title, mark, beside, lead, action, center = false }: PageHeadProps) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
      <div className={`flex min-w-0 flex-[1_1_20rem] gap-4 ${center ? "items-center" : "items-start"}`}>
        {mark}
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <h1 className="min-w-0 text-title font-semibold tracking-tight text-balance wrap-anywhere md:text-2xl">
              <bdi>{title}</bdi>
            </h1>
            {beside}
          </div>
          {lead ? <div className={`mt-1.5 text-muted ${mark ? "text-base" : "text-md"} [&_b]:text-ink`}>{lead}</div> : null}
        </div>
      </div>
      {action ? <div className="max-md:w-full">{action}</div> : null}
    </div>
  );
}

/** The small print at the end of a page. */
export function PageFoot({ children }: { readonly children: React.ReactNode }) {
  return <p className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm leading-6 text-faint">{children}</p>;
}
