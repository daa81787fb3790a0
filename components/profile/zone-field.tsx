import { translator } from "../../lib/views/texts/translate";
import { zoneToday } from "../../lib/views/zone-names";
import { regionsWith } from "../../lib/views/zones";
import { DeviceZone } from "../islands/device-zone";
import { Field, Select } from "../ui/field";

const FIELD = "timeZone";

/** The time zone: a native list, grouped by region, that answers to typing. Empty: as the device says. */
export function ZoneField({ zone }: { readonly zone: string | null }) {
  const t = translator();
  return (
    <Field id={FIELD} label={t("profile.zone")} help={t("profile.zone_help")}>
      {(control) => (
        <>
          <Select {...control} name={FIELD} defaultValue={zone === null ? "" : zoneToday(zone)}>
            <option value="">{t("profile.zone_none")}</option>
            {regionsWith(zone).map(({ region, zones }) => (
              <optgroup key={region} label={region}>
                {zones.map(({ name, city }) => (
                  <option key={name} value={name}>
                    {city}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
          <DeviceZone field={FIELD} words={t("profile.zone_device", { zone: "{zone}" })} />
        </>
      )}
    </Field>
  );
}
