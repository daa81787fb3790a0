import { noticeSentence } from "../../lib/views/notice-words";
import type { NoticeView } from "../../lib/views/notices";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { dayTimeWords, type Moment } from "../../lib/views/time-words";
import { Tag } from "../ui/badge";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icon-paths";
import { Time } from "../ui/time";
import { TONES, type Tone } from "../ui/tone";

const LOOKS: Readonly<Record<NoticeView["kind"], { readonly icon: IconName; readonly tone: Tone }>> = {
  reconnect: { icon: "octagon-x", tone: "stop" },
  ends_soon: { icon: "clock-alert", tone: "soon" },
  trouble: { icon: "triangle", tone: "warn" },
  working_again: { icon: "check", tone: "good" },
  back: { icon: "check", tone: "good" },
  connected: { icon: "plus", tone: "good" },
  new_device: { icon: "user", tone: "wait" },
  other_person: { icon: "user-x", tone: "warn" },
  disconnected: { icon: "unplug", tone: "idle" },
  asked: { icon: "octagon-x", tone: "stop" },
  campaign: { icon: "octagon-x", tone: "stop" },
  handed_over: { icon: "user", tone: "wait" },
  not_cancelled: { icon: "unplug", tone: "warn" },
};

/** Where it can be seen or mended. */
function hrefOf({ kind, connection }: NoticeView): string {
  if (kind === "new_device") return routes.profile;
  return connection === null ? routes.connections : routes.connection(connection.id);
}

/** One thing that a person was told. What is over steps back; what is new has a dot and says so. */
export function NoticeRow({ notice, moment }: { readonly notice: NoticeView; readonly moment: Moment }) {
  const t = translator();
  const { kind, at, isOver, isRead } = notice;
  const { icon, tone } = LOOKS[kind];
  return (
    <li className="relative flex items-start gap-3.5 px-4 py-4 not-first:border-t not-first:border-line hover:bg-hover md:px-6">
      <span className={`${TONES[isOver ? "idle" : tone]} text-tone-icon mt-0.5 flex-none`}>
        <Icon name={icon} size="lg" />
      </span>
      <div className="min-w-0 flex-1">
        <p className={`text-md text-pretty wrap-anywhere ${isRead ? "" : "font-semibold tracking-snug"}`}>
          <a
            href={hrefOf(notice)}
            className={`no-underline after:absolute after:inset-0 hover:underline ${isOver ? "text-muted" : "text-ink"}`}
          >
            {noticeSentence(t, notice, (when) => dayTimeWords(when, moment))}
          </a>
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm text-muted">
          <span>
            <Time at={at} moment={moment} as="both" />
          </span>
          {isOver ? <Tag>{t("notices.over")}</Tag> : null}
          {isRead ? null : <Tag>{t("notices.new")}</Tag>}
        </p>
      </div>
      {isRead ? null : <span aria-hidden="true" className="mt-2 size-2 flex-none rounded-full bg-accent" />}
    </li>
  );
}
