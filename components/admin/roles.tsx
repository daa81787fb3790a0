import { may, PERMISSIONS, ROLES } from "../../lib/core/roles";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Icon } from "../ui/icon";
import { Crumb, Page, PageHead } from "../ui/page";
import { AdminSection } from "./section";
import { Cell, HeadCell, Row, Table } from "./table";

function Answer({ yes }: { readonly yes: boolean }) {
  const t = translator();
  return (
    <span className={yes ? "inline-flex items-center gap-1.5 text-good" : "text-faint"}>
      {yes ? <Icon name="check" size="sm" /> : null}
      {t(yes ? "admin.roles.yes" : "admin.roles.no")}
    </span>
  );
}

/** What each role may do, from the one table that decides it. */
export function Roles() {
  const t = translator();
  const heads = [{ name: t("admin.roles.what") }, ...ROLES.map((role) => ({ name: t(`admin.role.${role}`) }))];
  return (
    <Page width="admin">
      <Crumb href={routes.admin.people}>{t("admin.people.title")}</Crumb>
      <PageHead title={t("admin.roles.title")} lead={t("admin.roles.lead")} />
      <AdminSection id="table" title={t("admin.roles.table")}>
        <Table caption={t("admin.roles.caption")} heads={heads}>
          <Row>
            <HeadCell>{t("admin.roles.own")}</HeadCell>
            {ROLES.map((role) => (
              <Cell key={role} name={t(`admin.role.${role}`)}>
                <Answer yes />
              </Cell>
            ))}
          </Row>
          {PERMISSIONS.map((permission) => (
            <Row key={permission}>
              <HeadCell>{t(`admin.roles.may.${permission}`)}</HeadCell>
              {ROLES.map((role) => (
                <Cell key={role} name={t(`admin.role.${role}`)}>
                  <Answer yes={may(role, permission)} />
                </Cell>
              ))}
            </Row>
          ))}
        </Table>
      </AdminSection>
      <p className="mt-4 max-w-text text-sm text-muted">{t("admin.roles.never")}</p>
    </Page>
  );
}
