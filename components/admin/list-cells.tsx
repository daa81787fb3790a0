import type { ListColumn } from "../../lib/core/connections/list-look";
import type { AdminConnectionView } from "../../lib/views/admin";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Time } from "../ui/time";
import { AccessCell, PermissionCell } from "./clock-cells";
import { listAddress } from "./list-address";
import { ProviderName } from "./provider-name";
import { ShortReason } from "./short-reason";
import { ShortTime } from "./short-time";
import { StateWord } from "./state-word";
import { Cell, HeadCell } from "./table";

type ListCellProps = { readonly column: ListColumn; readonly row: AdminConnectionView; readonly moment: Moment };

/** One value of a connection in the list. */
export function ListCell({ column, row, moment }: ListCellProps) {
  const t = translator();
  const { connection, owner, reason, failuresInRow } = row;
  const name = t(`admin.list.${column}`);
  switch (column) {
    case "state":
      return (
        <Cell name="" wide>
          <StateWord state={connection.state} />
        </Cell>
      );
    case "label":
      return (
        <HeadCell>
          <a href={routes.admin.connection(connection.id)} className="row-link">
            {connection.label}
          </a>
        </HeadCell>
      );
    case "provider":
      return (
        <Cell name={name} line>
          <ProviderName provider={connection.provider} />
        </Cell>
      );
    case "account":
      return (
        <Cell name={name} cut>
          {connection.account}
        </Cell>
      );
    case "owner": {
      const address = owner.email ?? owner.name;
      return (
        <Cell name={name} cut>
          <a
            href={listAddress({ owner: owner.id })}
            aria-label={t("admin.list.owner_all", { owner: address })}
            className="leading-6 text-muted no-underline hover:underline"
          >
            {address}
          </a>
        </Cell>
      );
    }
    case "reason":
      return (
        <Cell name={name} wide line>
          {reason === null ? null : <ShortReason reason={reason} />}
        </Cell>
      );
    case "access":
      return <AccessCell clock={connection.access} moment={moment} />;
    case "permission":
      return <PermissionCell clock={connection.permission} moment={moment} />;
    case "last_success":
      return (
        <Cell name={name} line>
          <ShortTime at={row.lastSuccessAt} moment={moment} />
        </Cell>
      );
    case "failures":
      return (
        <Cell name={name} end>
          {failuresInRow === 0 ? null : failuresInRow}
        </Cell>
      );
    case "created":
      return (
        <Cell name={name} line>
          <Time at={connection.connectedAt} moment={moment} as="day" />
        </Cell>
      );
  }
}
