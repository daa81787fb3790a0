import type { VerdictKind } from "../../lib/core/connections/diagnosis/report";
import type { DiagnosisReportView, DiagnosisView } from "../../lib/views/diagnosis";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Button, LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icon-paths";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { TONES, type Tone } from "../ui/tone";
import { RefreshAction } from "./detail-action";
import { AskButton } from "./diagnosis-ask";

type VerdictProps = {
  readonly diagnosis: DiagnosisView;
  readonly report: DiagnosisReportView;
  readonly moment: Moment;
};

const LOOKS: Readonly<Record<VerdictKind, { readonly icon: IconName; readonly tone: Tone }>> = {
  fine: { icon: "check", tone: "good" },
  wait: { icon: "hourglass", tone: "warn" },
  admin: { icon: "user", tone: "warn" },
  reconnect: { icon: "octagon-x", tone: "stop" },
  resume: { icon: "pause-circle", tone: "idle" },
  renew: { icon: "refresh", tone: "soon" },
};

/** What follows from all steps, and the one action. */
export function DiagnosisVerdict({ diagnosis, report, moment }: VerdictProps) {
  const t = translator();
  const { provider } = diagnosis;
  const { kind, why } = report.verdict;
  const { icon, tone } = LOOKS[kind];
  const values = { provider: provider.name, ref: report.reference };
  const isCalm = kind === "fine" && !report.isOver;
  return (
    <section
      aria-labelledby="verdict-title"
      data-edge=""
      className={`${TONES[tone]} ${isCalm ? "bg-surface border-line" : "bg-tone-tint border-tone"} mt-6 rounded-lg border px-4 py-5 md:px-6`}
    >
      <div className="flex items-start gap-3">
        <span className="mt-1 text-tone-icon">
          <Icon name={icon} size="lg" />
        </span>
        <div className="min-w-0 wrap-anywhere">
          <h2 id="verdict-title" className="text-lg font-semibold tracking-snug text-balance">
            {t(`diagnose.verdict.${why}.title`, values)}
          </h2>
          <p className="mt-1 text-md text-pretty">{t(`diagnose.verdict.${why}.body`, values)}</p>
          {report.isOver ? (
            <p className="mt-2 text-sm text-muted">
              <Sentence text="diagnose.is_over" nodes={{ ago: <Time at={report.at} moment={moment} as="relative" /> }} />
            </p>
          ) : null}
        </div>
      </div>
      <div className="mt-4 empty:hidden md:ms-8">
        <VerdictAction diagnosis={diagnosis} report={report} />
      </div>
    </section>
  );
}

/** One action, or none: what is true no more leads to nothing but another look. */
function VerdictAction({ diagnosis, report }: Omit<VerdictProps, "moment">) {
  const t = translator();
  const { id, label } = diagnosis;
  if (report.isOver) return <AskButton diagnosis={diagnosis} isMain />;
  switch (report.verdict.kind) {
    case "reconnect":
      return (
        <LinkButton href={routes.reconnect(id)} variant={report.verdict.why === "add" ? "plain" : "main"} wide="phone">
          {report.verdict.why === "add" ? t("do.reconnect_to_add") : t("do.reconnect", { label })}
        </LinkButton>
      );
    case "resume":
      return (
        <form method="post" action={routes.api.resume(id)}>
          <Button variant="main" wide="phone">
            {t("do.resume", { label })}
          </Button>
        </form>
      );
    case "renew":
      return <RefreshAction connection={diagnosis} />;
    default:
      return null;
  }
}
