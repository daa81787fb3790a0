import type { AdminDetailView } from "../../lib/views/admin";
import { routes } from "../../lib/views/routes";
import { hasText, translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Definition, Definitions } from "../ui/definitions";
import { Icon } from "../ui/icon";
import { Time } from "../ui/time";
import { TONES } from "../ui/tone";
import { CONDITION_LOOK } from "./state-word";

type WhyProps = { readonly view: AdminDetailView; readonly moment: Moment };

/** Why it stands as it does, and who can do something about it: in words first, then as it was written down. */
export function DetailWhy({ view, moment }: WhyProps) {
  const t = translator();
  const { reason, condition, connection, lastFailure, failuresInRow, refusals } = view;
  const { icon, tone } = CONDITION_LOOK[condition];
  const act = `admin.detail.act.${condition === "paused" && view.pausedBy !== null ? `paused_${view.pausedBy}` : condition}`;
  const isWell = condition === "working" && reason === null;
  return (
    <section
      aria-labelledby="why"
      data-edge=""
      className={`mt-6 rounded-lg border px-5 py-4 max-md:px-4 ${isWell ? "border-line bg-surface" : `${TONES[tone]} bg-tone-tint border-tone`}`}
    >
      <h2 id="why" className="text-sm font-medium text-muted">
        {t("admin.detail.why")}
      </h2>
      <p className="mt-1 flex items-start gap-2 text-lg font-semibold text-pretty">
        <span className={`mt-0.5 ${isWell ? "text-good-icon" : "text-tone-icon"}`}>
          <Icon name={icon} size="lg" />
        </span>
        <span className="min-w-0 wrap-anywhere">
          {reason === null ? t("admin.detail.all_well") : t(reason.text, reason.values)}
        </span>
      </p>
      {hasText(act) ? (
        <p className="mt-1 text-md text-pretty">
          {t(act)}{" "}
          {condition === "needs_you" ? (
            <a
              href={routes.admin.provider(connection.provider.id, view.registrationId)}
              className="inline-flex items-center touch:min-h-11"
            >
              {t("admin.incident.settings_name", { provider: connection.provider.name })}
            </a>
          ) : null}
        </p>
      ) : null}
      {isWell ? null : (
        <div className="mt-4">
          <Definitions small>
            {reason?.code ? (
              <Definition term={t("admin.detail.code")}>
                <code className="font-mono">{reason.code}</code>
              </Definition>
            ) : null}
            {connection.brokenSince === null ? null : (
              <Definition term={t("admin.detail.since")}>
                <Time at={connection.brokenSince} moment={moment} as="both" />
              </Definition>
            )}
            {lastFailure === null ? null : (
              <Definition term={t("admin.detail.last_failure")} aside={`— ${t(`admin.detail.who.${lastFailure.class}`)}`}>
                <Time at={lastFailure.at} moment={moment} as="exact" />
              </Definition>
            )}
            {failuresInRow === 0 ? null : (
              <Definition
                term={t("admin.detail.in_a_row")}
                aside={refusals === 0 ? null : t("admin.detail.refusals", { count: refusals })}
              >
                {failuresInRow}
              </Definition>
            )}
          </Definitions>
        </div>
      )}
    </section>
  );
}
