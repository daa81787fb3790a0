import type { TopicView } from "../../lib/views/notices";
import { translator } from "../../lib/views/texts/translate";

const CHANNELS = ["app", "mail"] as const;
type Channel = (typeof CHANNELS)[number];

/** What happens, down; how it is told, across. One box can not be cleared: selling stops until somebody acts. */
export function NoticeMatrix({ topics }: { readonly topics: readonly TopicView[] }) {
  const t = translator();
  return (
    <table className="w-full border-collapse text-start">
      <caption className="sr-only">{t("notifications.matrix")}</caption>
      <thead>
        <tr className="text-sm text-muted">
          <th scope="col" className="ps-5 pe-2 pt-4 pb-2 text-start font-medium md:ps-6">
            {t("notifications.what")}
          </th>
          {CHANNELS.map((channel) => (
            <th key={channel} scope="col" className="w-16 px-1 pt-4 pb-2 text-center font-medium last:pe-3 md:w-24">
              {t(`notifications.by.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {topics.map((each) => (
          <tr key={each.topic} className="border-t border-line">
            <th scope="row" className="py-3.5 ps-5 pe-2 text-start font-normal md:ps-6">
              <span className="block text-md font-semibold tracking-snug">{t(`notifications.topic.${each.topic}.title`)}</span>
              <span className="block text-sm text-pretty text-muted">{t(`notifications.topic.${each.topic}.body`)}</span>
            </th>
            {CHANNELS.map((channel) => (
              <td key={channel} className="px-1 last:pe-3">
                <Tick view={each} channel={channel} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Tick({ view, channel }: { readonly view: TopicView; readonly channel: Channel }) {
  const t = translator();
  const { topic } = view;
  const isFixed = channel === "app" && view.isFixed;
  return (
    <label className="mx-auto grid size-11 cursor-pointer place-items-center rounded-md hover:bg-hover has-disabled:cursor-default">
      <span className="sr-only">
        {t(isFixed ? "notifications.tick_always" : `notifications.tick.${channel}`, {
          topic: t(`notifications.topic.${topic}.title`),
        })}
      </span>
      <input
        type="checkbox"
        name={channel}
        value={topic}
        defaultChecked={view[channel]}
        disabled={isFixed}
        className="size-5 accent-accent"
      />
    </label>
  );
}
