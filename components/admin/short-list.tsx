import type { ShortRowView } from "../../lib/views/admin-overview";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { dayTimeWords, type Moment, relativeWords, spanWords } from "../../lib/views/time-words";
import { Tag } from "../ui/badge";
import { Mark } from "../ui/mark";
import { More } from "../ui/more";
import { MoreLink } from "./more-link";
import { AdminSection, Nothing } from "./section";

/** So many are seen at once, the others on demand. */
const AT_FIRST = 6;

type ShortListProps = {
  /** `broken`: since when nothing could be fetched. `ending`: when the permission ends. */
  readonly kind: "broken" | "ending";
  readonly rows: readonly ShortRowView[];
  /** The whole list in the same order. */
  readonly href: string;
  readonly moment: Moment;
  /** Below the rows, or in place of them: what else there is to say. */
  readonly foot?: React.ReactNode;
};

function ShortRow({
  kind,
  row,
  moment,
}: {
  readonly kind: ShortListProps["kind"];
  readonly row: ShortRowView;
  readonly moment: Moment;
}) {
  const t = translator();
  const { connection, at } = row;
  const { id, label, account, provider, state } = connection;
  const when = new Date(at);
  const beside = kind === "broken" ? [t(`state.${state}.name`), account] : [provider.name, account];
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-2.5 gap-y-0.5 border-t border-line px-5 py-1 text-sm hover:bg-hover max-md:px-4">
      <Mark monogram={provider.monogram} tone={provider.tone} size="small" />
      <a
        href={routes.admin.connection(id)}
        className="inline-flex min-h-6 min-w-0 items-center font-medium wrap-anywhere text-ink no-underline hover:underline touch:min-h-8"
      >
        <bdi>{label}</bdi>
      </a>
      {provider.isTest ? <Tag>{t("card.test")}</Tag> : null}
      <span className="min-w-0 truncate text-muted max-md:basis-full max-md:ps-7.5 max-md:whitespace-normal">
        {beside.filter((part) => part !== null && part !== "").join(" · ")}
      </span>
      <time dateTime={at} className="ms-auto text-muted max-md:ms-7.5">
        {kind === "broken"
          ? spanWords(moment.now.getTime() - when.getTime())
          : t("admin.short.ends", { in: relativeWords(when, moment.now), day: dayTimeWords(when, moment) })}
      </time>
    </li>
  );
}

/** Those that need somebody first. */
export function ShortList({ kind, rows, href, moment, foot }: ShortListProps) {
  const t = translator();
  const list = (shown: readonly ShortRowView[]) => (
    <ul>
      {shown.map((row) => (
        <ShortRow key={row.connection.id} kind={kind} row={row} moment={moment} />
      ))}
    </ul>
  );
  const title = t(`admin.short.${kind}`);
  return (
    <AdminSection
      id={kind}
      title={title}
      end={
        rows.length === 0 ? null : (
          <MoreLink href={href} name={t("admin.short.all_name", { list: title })} text={t("admin.short.all")} />
        )
      }
    >
      {rows.length === 0 ? <Nothing>{t(`admin.short.${kind}_none`)}</Nothing> : list(rows.slice(0, AT_FIRST))}
      {rows.length > AT_FIRST ? (
        <div className="border-t border-line px-5 py-1 max-md:px-4 [&_ul]:-mx-5 max-md:[&_ul]:-mx-4">
          <More summary={t("admin.short.more", { count: rows.length - AT_FIRST })}>{list(rows.slice(AT_FIRST))}</More>
        </div>
      ) : null}
      {foot}
    </AdminSection>
  );
}
