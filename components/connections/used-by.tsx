import type { UsedByView } from "../../lib/views/api-keys";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { PanelSection } from "../ui/panel";
import { Time } from "../ui/time";

type UsedByProps = {
  readonly usedBy: readonly UsedByView[];
  readonly moment: Moment;
  /** The reader's own tools: the way to their keys is shown. */
  readonly isOwn?: boolean;
};

/** Which tools may use this connection, and when each last did. */
export function UsedBy({ usedBy, moment, isOwn = true }: UsedByProps) {
  const t = translator();
  return (
    <PanelSection title={t("detail.used_by")}>
      {usedBy.length === 0 ? (
        <p className="text-muted">{t("detail.used_by_none")}</p>
      ) : (
        <ul className="grid gap-1.5">
          {usedBy.map(({ name, lastFour, usedAt }) => (
            <li key={lastFour} className="flex flex-wrap justify-between gap-x-4 wrap-anywhere">
              <bdi>{name}</bdi>
              <span className="text-muted">
                {usedAt === null ? t("api_keys.never_used") : <Time at={usedAt} moment={moment} as="relative" />}
              </span>
            </li>
          ))}
        </ul>
      )}
      {isOwn ? (
        <p className="mt-2 text-sm">
          <a href={routes.apiKeys}>{t("detail.used_by_keys")}</a>
        </p>
      ) : null}
    </PanelSection>
  );
}
