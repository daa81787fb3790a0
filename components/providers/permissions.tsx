import type { ScopeView } from "../../lib/views/connection";
import type { ProviderPageView } from "../../lib/views/providers";
import { translator } from "../../lib/views/texts/translate";
import { AdminSection, Nothing } from "../admin/section";
import { Cell, HeadCell, Row, Table } from "../admin/table";
import { Tag } from "../ui/badge";

function Permission({ scope, required }: { readonly scope: ScopeView; readonly required: boolean }) {
  const t = translator();
  return (
    <Row>
      <HeadCell>
        <span dir="auto">{scope.words ?? (scope.text === null ? scope.value : t(scope.text))}</span>
      </HeadCell>
      <Cell name={t("admin.provider.required")}>
        {required ? <Tag>{t("admin.provider.required")}</Tag> : t("admin.provider.seller_chooses")}
      </Cell>
      <Cell name={t("admin.provider.changes")}>{scope.writes ? <Tag warn>{t("admin.provider.can_change")}</Tag> : null}</Cell>
      <Cell name={t("admin.provider.technical")} wide>
        <span dir="ltr" className="font-mono text-xs wrap-anywhere text-muted">
          {scope.value}
        </span>
      </Cell>
    </Row>
  );
}

/** What sellers are asked for, in their words and in the marketplace's. */
export function Permissions({ view }: { readonly view: ProviderPageView }) {
  const t = translator();
  const { required, optional, provider } = view;
  const heads = [
    t("admin.provider.permission"),
    t("admin.provider.required"),
    t("admin.provider.changes"),
    t("admin.provider.technical"),
  ];
  return (
    <AdminSection
      id="permissions"
      title={`4. ${t("admin.provider.permissions")}`}
      lead={t("admin.provider.permissions_lead", { provider: provider.name })}
    >
      {required.length + optional.length === 0 ? (
        <Nothing>{t("admin.provider.permissions_none", { provider: provider.name })}</Nothing>
      ) : (
        <Table caption={t("admin.provider.permissions")} heads={heads.map((name) => ({ name }))}>
          {required.map((scope) => (
            <Permission key={scope.value} scope={scope} required />
          ))}
          {optional.map((scope) => (
            <Permission key={scope.value} scope={scope} required={false} />
          ))}
        </Table>
      )}
    </AdminSection>
  );
}
