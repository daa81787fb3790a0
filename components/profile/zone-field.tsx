import { translator } from "../../lib/views/texts/translate";
import { zoneToday } from "../../lib/views/zone-names";
import { zonesWith } from "../../lib/views/zones";
import { DeviceZone } from "../islands/device-zone";
import { Field, TextInput } from "../ui/field";

const FIELD = "timeZone";

/** The time zone: type a part of its name and choose. Empty: as the device says. */
export function ZoneField({ zone }: { readonly zone: string | null }) {
  const t = translator();
  return (
    <Field id={FIELD} label={t("profile.zone")} help={t("profile.zone_help")}>
      {(control) => (
        <>
          <TextInput
            {...control}
            name={FIELD}
            list="zones"
            dir="ltr"
            defaultValue={zone === null ? "" : zoneToday(zone)}
            placeholder={t("profile.zone_none")}
            maxLength={60}
            autoComplete="off"
            spellCheck={false}
          />
          <datalist id="zones">
            {zonesWith(zone).map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <DeviceZone field={FIELD} words={t("profile.zone_device", { zone: "{zone}" })} />
        </>
      )}
    </Field>
  );
}
