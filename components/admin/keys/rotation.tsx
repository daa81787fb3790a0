import type { RotationView } from "../../../lib/views/keys";
import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import { Button, Buttons, LinkButton } from "../../ui/button";

const MINUTE_MS = 60_000;

/** How long it may take, in words; null: nobody can say yet. */
function left(etaMs: number | null): string | null {
  if (etaMs === null) return null;
  const t = translator();
  return etaMs < MINUTE_MS ? t("admin.keys.eta_soon") : t("admin.keys.eta", { count: Math.ceil(etaMs / MINUTE_MS) });
}

function Press({ action, words }: { readonly action: string; readonly words: string }) {
  return (
    <form method="post" action={action}>
      <Button size="small">{words}</Button>
    </form>
  );
}

/** A run that seals everything again, as far as it is. */
export function Rotation({ rotation, mayRotate }: { readonly rotation: RotationView; readonly mayRotate: boolean }) {
  const t = translator();
  const { jobId, state, done, total, etaMs, failed, canPause, canResume, canCancel } = rotation;
  const parts = [
    t("admin.keys.progress", { done, total }),
    state === "running" ? left(etaMs) : t(`admin.job.state.${state}`),
    t("admin.keys.safe_to_stop"),
  ];
  return (
    <section aria-labelledby="rotation" data-edge="" className="rounded-lg border border-line bg-surface px-5 py-4 max-md:px-4">
      <h2 id="rotation" className="text-md font-semibold tracking-snug">
        {t("admin.keys.rotation")}
      </h2>
      <progress
        aria-label={t("admin.keys.rotation")}
        value={done}
        max={Math.max(total, 1)}
        className="mt-3 h-2 w-full accent-accent"
      />
      <p role="status" className="mt-2 text-sm tabular-nums">
        {parts.filter((part) => part !== null).join(" · ")}
      </p>
      {failed > 0 ? <p className="mt-1 text-sm text-stop">{t("admin.keys.failed", { count: failed })}</p> : null}
      <div className="mt-3">
        <Buttons>
          {mayRotate && canPause ? <Press action={routes.api.changeJob(jobId, "pause")} words={t("admin.keys.pause")} /> : null}
          {mayRotate && canResume ? (
            <Press action={routes.api.changeJob(jobId, "resume")} words={t("admin.keys.resume")} />
          ) : null}
          {mayRotate && canCancel ? (
            <Press action={routes.api.changeJob(jobId, "cancel")} words={t("admin.keys.cancel")} />
          ) : null}
          <LinkButton href={routes.admin.job(jobId)} size="small">
            {t("admin.keys.see_job")}
          </LinkButton>
        </Buttons>
      </div>
    </section>
  );
}
