import type { ConnectPageView } from "../../lib/views/flow";
import { translator } from "../../lib/views/texts/translate";
import { Mark, OwnMark } from "../ui/mark";

const STEP = "flex items-center gap-3.5 md:grid md:justify-items-center md:gap-2 md:text-center";

function Step({ mark, title, detail }: { readonly mark: React.ReactNode; readonly title: string; readonly detail: string }) {
  return (
    <li className={STEP}>
      {mark}
      <span className="min-w-0 text-sm text-muted wrap-anywhere">
        <b className="block text-base text-ink">{title}</b>
        {detail}
      </span>
    </li>
  );
}

/** Dots to the next step: sideways with an arrow, downwards on a phone. */
function Way() {
  return (
    <li
      aria-hidden="true"
      className="text-control max-md:my-1 max-md:ms-5 max-md:h-3.5 max-md:border-s-2 max-md:border-dotted max-md:border-control md:pt-4"
    >
      <svg
        viewBox="0 0 48 18"
        className="h-4.5 w-12 max-md:hidden rtl:-scale-x-100"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinecap="round"
        aria-hidden="true"
      >
        <path d="M2 9h38" strokeDasharray="1 5" />
        <path d="m39 5 4 4-4 4" />
      </svg>
    </li>
  );
}

/** Where the seller goes and how they come back, drawn: nobody should be surprised by a strange address. */
export function ConnectTrip({ provider, host }: Pick<ConnectPageView, "provider" | "host">) {
  const t = translator();
  const named = { provider: provider.name, host };
  return (
    <ol
      data-edge=""
      className="mt-5 rounded-lg border border-line bg-surface p-5 md:grid md:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)_auto_minmax(0,1fr)] md:items-start md:gap-3"
    >
      <Step mark={<OwnMark size="large" />} title={t("connect.trip.leave")} detail={t("connect.trip.leave_to", named)} />
      <Way />
      <Step
        mark={<Mark monogram={provider.monogram} tone={provider.tone} size="large" />}
        title={t("connect.trip.sign_in", named)}
        detail={t("connect.trip.allow")}
      />
      <Way />
      <Step mark={<OwnMark size="large" />} title={t("connect.trip.back")} detail={t("connect.trip.connected")} />
    </ol>
  );
}
