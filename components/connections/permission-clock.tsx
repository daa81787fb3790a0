import type { ConnectionView } from "../../lib/views/connection";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Definition } from "../ui/definitions";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";

/** The permission clock: when the seller is needed again. */
export function PermissionClock({ connection, moment }: { readonly connection: ConnectionView; readonly moment: Moment }) {
  const t = translator();
  const { permission, provider } = connection;
  const term = t("detail.permission.term");
  if (permission.kind === "known") {
    const { endsAt } = permission;
    return (
      <Definition
        term={term}
        aside={
          <>
            · <Time at={endsAt} moment={moment} as="day-time" />
          </>
        }
      >
        <b>
          <Sentence text="detail.permission.known" nodes={{ when: <Time at={endsAt} moment={moment} as="relative" /> }} />
        </b>
      </Definition>
    );
  }
  const values = { provider: provider.name };
  if (permission.kind === "renewed") {
    const when = <Time at={permission.endsAt} moment={moment} as="day-time" />;
    return (
      <Definition term={term} aside={<Sentence text="detail.permission.renewed_more" nodes={{ when }} />}>
        {t("detail.permission.renewed", values)}
      </Definition>
    );
  }
  return (
    <Definition term={term} aside={t(`detail.permission.${permission.kind}_more`, values)}>
      {t(`detail.permission.${permission.kind}`, values)}
    </Definition>
  );
}
