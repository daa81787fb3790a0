import type { ProviderAvailabilityView } from "../../../lib/views/availability";
import { translator } from "../../../lib/views/texts/translate";
import { listAddress } from "../list-address";
import { ProviderName } from "../provider-name";
import { Cell, HeadCell, Row, Table } from "../table";
import { DayBars } from "./day-bars";
import { DownTime } from "./down-time";
import { Share } from "./share";

/** Every marketplace over 30 and 90 days, the least usable first. */
export function ProviderAvailability({ providers }: { readonly providers: readonly ProviderAvailabilityView[] }) {
  const t = translator();
  const heads = [
    { name: t("admin.availability.provider") },
    { name: t("admin.availability.last_30"), end: true },
    { name: t("admin.availability.last_90"), end: true },
    { name: t("admin.availability.missing_30"), end: true },
    { name: t("admin.availability.days") },
  ];
  return (
    <Table caption={t("admin.availability.providers")} heads={heads}>
      {providers.map(({ provider, filter, last30, last90, days }) => (
        <Row key={filter}>
          <HeadCell>
            <a
              href={listAddress({ provider: filter })}
              className="inline-flex min-h-6 items-center text-ink no-underline hover:underline touch:min-h-8"
            >
              <ProviderName provider={provider} />
            </a>
          </HeadCell>
          <Cell name={t("admin.availability.last_30")} end>
            <Share share={last30.share} />
          </Cell>
          <Cell name={t("admin.availability.last_90")} end>
            <Share share={last90.share} />
          </Cell>
          <Cell name={t("admin.availability.missing_30")} end>
            <DownTime minutes={last30.downMinutes} />
          </Cell>
          <Cell name={t("admin.availability.days")} wide>
            <DayBars days={days} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
