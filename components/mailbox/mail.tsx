import type { MailboxView } from "../../lib/views/person";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { LinkButton } from "../ui/button";
import { Definition, Definitions } from "../ui/definitions";
import { Icon } from "../ui/icon";
import { Panel } from "../ui/panel";
import { Time } from "../ui/time";

type MailProps = { readonly mail: MailboxView["messages"][number]; readonly moment: Moment };

/** One mail, as its reader would have got it, with its link as a button. */
export function Mail({ mail, moment }: MailProps) {
  const t = translator();
  const { to, subject, text, link, at } = mail;
  return (
    <li>
      <Panel room="padded">
        <h2 className="flex items-start gap-2.5 text-lg font-semibold tracking-snug wrap-anywhere">
          <span className="mt-1 text-faint">
            <Icon name="mail" />
          </span>
          {subject}
        </h2>
        <div className="mt-3">
          <Definitions small>
            <Definition term={t("mailbox.to")}>{to}</Definition>
            <Definition
              term={t("mailbox.at")}
              aside={
                <>
                  · <Time at={at} moment={moment} as="relative" />
                </>
              }
            >
              <Time at={at} moment={moment} as="day-time" />
            </Definition>
          </Definitions>
        </div>
        <p className="mt-4 border-t border-line pt-4 whitespace-pre-line text-pretty wrap-anywhere">{text}</p>
        {link === null ? null : (
          <div className="mt-5">
            <LinkButton href={link} wide="phone" aria-label={t("mailbox.open_name", { subject, to })}>
              {t("mailbox.open")}
              <Icon name="out" />
            </LinkButton>
          </div>
        )}
      </Panel>
    </li>
  );
}
