import type { IncidentView } from "../../lib/views/admin-overview";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button } from "../ui/button";

type ActProps = { readonly incident: IncidentView; readonly from: "overview" | "outages" };

/** Tells each seller with a connection there, once. Pressed again it reaches only those that have come since. */
export function TellButton({ incident: { id, provider, told }, from }: ActProps) {
  const t = translator();
  const act = told === null ? "tell" : "tell_more";
  return (
    <form method="post" action={routes.api.tellSellers(id)}>
      <input type="hidden" name="from" value={from} />
      <Button size="small" aria-label={t(`admin.incident.${act}_name`, { provider: provider.name })}>
        {t(`admin.incident.${act}`)}
      </Button>
    </form>
  );
}

/** Nothing of this client is renewed until somebody lets it go on. */
export function PauseButton({ incident: { registrationId, provider, isPaused }, from }: ActProps) {
  const t = translator();
  const act = isPaused ? "resume" : "pause";
  return (
    <form method="post" action={routes.api.pauseRenewals(registrationId)}>
      <input type="hidden" name="from" value={from} />
      <input type="hidden" name="paused" value={isPaused ? "off" : "on"} />
      <Button size="small" aria-label={t(`admin.incident.${act}_name`, { provider: provider.name })}>
        {t(`admin.incident.${act}`)}
      </Button>
    </form>
  );
}
