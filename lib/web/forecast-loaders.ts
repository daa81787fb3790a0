import "server-only";
import { runtime } from "../runtime/current";
import type { AvailabilityPageView, OwnAvailabilityView, TwoWindows } from "../views/availability";
import type { ForecastView } from "../views/forecast";
import { routes } from "../views/routes";
import { found, takeFlash } from "./loaders";
import { requireActor } from "./session";

/** The flash that carries a new calendar's code to the one page that shows it. */
export const CALENDAR_MADE = "admin.calendar.flash.made";

/** The board, with the address of a calendar that was made a moment ago; null: there is none to be shown. */
export async function loadForecast(): Promise<{ readonly view: ForecastView; readonly address: string | null } | null> {
  const view = found(await runtime().services.forecast(await requireActor()));
  const flash = await takeFlash();
  const code = flash?.text === CALENDAR_MADE ? flash.values["code"] : undefined;
  return view && { view, address: code ? `${runtime().settings.appOrigin}${routes.api.calendar(code)}` : null };
}

/** Of the reader's own connection. */
export async function loadOwnAvailability(id: string): Promise<OwnAvailabilityView | null> {
  return runtime().services.ownAvailability(await requireActor(), id);
}

/** Of any connection, for admins. */
export async function loadConnectionAvailability(id: string): Promise<TwoWindows | null> {
  const found = await runtime().services.availabilityOfConnection(await requireActor(), id);
  return found.ok ? found.value : null;
}

export async function loadAvailability(): Promise<AvailabilityPageView | null> {
  return found(await runtime().services.availabilityPage(await requireActor()));
}
