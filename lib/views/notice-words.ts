import type { NoticeView } from "./notices";
import { oneLine } from "./one-line";
import type { TextValues, Translate } from "./texts/translate";

/** What the sentences about a notice are made of. @param day how an instant is written for its reader */
export function noticeValues(notice: NoticeView, day: (at: Date) => string): TextValues {
  const { provider, connection, endsAt, since, at, labels, count, device } = notice;
  const name = provider ?? "";
  return {
    provider: name,
    label: oneLine(connection?.label ?? labels[0] ?? name),
    account: oneLine(connection?.account ?? connection?.label ?? ""),
    date: day(new Date(endsAt ?? since ?? at)),
    count: Math.max(0, count - 1),
    device,
  };
}

/** One sentence that says it all, for a list. */
export function noticeSentence(t: Translate, notice: NoticeView, day: (at: Date) => string): string {
  const values = noticeValues(notice, day);
  if (notice.kind === "trouble") {
    const said = t(`notice.trouble.${notice.why}`, values);
    return notice.note === null ? said : `${said} ${t("trouble.note", { note: oneLine(notice.note) })}`;
  }
  if (notice.kind === "working_again" && notice.connection === null) return t("notice.working_again_all", values);
  return t(`notice.${notice.kind}`, values);
}
