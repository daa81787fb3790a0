import type { AdminPersonView } from "../../lib/views/people";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { TypedBack } from "../../lib/views/typed-back";
import { Button, LinkButton } from "../ui/button";
import { Select } from "../ui/field";
import { AdminSection, Nothing } from "./section";

type ActsProps = {
  readonly view: AdminPersonView;
  /** What was chosen in a form that came back. */
  readonly typed: TypedBack;
};

function RoleForm({ view: { person, roles }, typed }: ActsProps) {
  const t = translator();
  const chosen = roles.find((role) => role === typed.values["role"]) ?? person.role;
  return (
    <form method="post" action={routes.api.changeRole(person.id)} className="flex flex-wrap items-end gap-2 max-md:w-full">
      <div className="grid gap-1 max-md:w-full">
        <label htmlFor="role" className="text-sm font-medium">
          {t("admin.people.role")}
        </label>
        <Select look="normal" id="role" name="role" defaultValue={chosen}>
          {roles.map((role) => (
            <option key={role} value={role}>
              {t(`admin.role.${role}`)}
            </option>
          ))}
        </Select>
      </div>
      <Button wide="phone">{t("admin.people.change_role")}</Button>
    </form>
  );
}

/** What the reader may do about a person. Where it is nothing, nothing stands here. */
export function PersonActs({ view, typed }: ActsProps) {
  const t = translator();
  const { person, isReader, isLastOwner, mayManage, roles } = view;
  if (!mayManage) return null;
  return (
    <AdminSection id="acts" title={t("admin.people.acts")} lead={t("admin.people.acts_lead")}>
      {isLastOwner ? <Nothing>{t("admin.people.last_owner")}</Nothing> : null}
      <div className="flex flex-wrap items-end gap-x-6 gap-y-4 border-t border-line px-5 py-4 max-md:px-4">
        {roles.length === 0 ? null : <RoleForm view={view} typed={typed} />}
        <form method="post" action={routes.api.signOutPerson(person.id)} className="max-md:w-full">
          <Button wide="phone">{t("admin.people.sign_out")}</Button>
        </form>
        {person.standing === "deactivated" ? (
          <form method="post" action={routes.api.reactivatePerson(person.id)} className="max-md:w-full">
            <Button wide="phone">{t("admin.people.reactivate")}</Button>
          </form>
        ) : isReader || isLastOwner ? null : (
          <LinkButton href={routes.admin.deactivate(person.id)} variant="end" wide="phone">
            {t("admin.people.deactivate")}
          </LinkButton>
        )}
      </div>
    </AdminSection>
  );
}
