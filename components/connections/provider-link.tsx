import type { ProviderView } from "../../lib/views/connection";
import { translator } from "../../lib/views/texts/translate";
import { Tag } from "../ui/badge";
import { Icon } from "../ui/icon";
import { Mark } from "../ui/mark";

type ProviderLinkProps = {
  readonly provider: ProviderView;
  /** Without one the row says why it cannot be chosen. */
  readonly href: string | null;
  readonly remark?: string | null;
  /** Why it has trouble with everybody right now. */
  readonly health?: "provider" | "setup" | null;
};

const ROW = "flex min-h-16 items-center gap-4 px-5 py-3.5 text-ink max-md:px-4";

/** A marketplace to choose: the whole row is the link. */
export function ProviderLink({ provider, href, remark = null, health = null }: ProviderLinkProps) {
  const inside = (
    <>
      <Mark monogram={provider.monogram} tone={provider.tone} />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2 text-md font-semibold tracking-snug">
          {provider.name}
          {provider.isTest ? <Tag>{translator()("card.test")}</Tag> : null}
        </span>
        {health === null ? null : (
          <span className="tone-warn flex items-start gap-1.5 text-sm text-tone">
            <span className="text-tone-icon mt-0.5">
              <Icon name="triangle" />
            </span>
            {translator()(`choose.health.${health}`)}
          </span>
        )}
        {remark ? <span className="block text-sm text-muted">{remark}</span> : null}
      </span>
    </>
  );
  return (
    <li className="not-first:border-t not-first:border-line">
      {href === null ? (
        <div className={`${ROW} text-muted`}>{inside}</div>
      ) : (
        <a href={href} className={`${ROW} rounded-lg no-underline hover:bg-hover hover:text-ink`}>
          {inside}
          <span className="text-faint rtl:-scale-x-100">
            <Icon name="right" />
          </span>
        </a>
      )}
    </li>
  );
}
