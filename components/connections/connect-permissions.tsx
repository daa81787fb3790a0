import type { ConnectPageView } from "../../lib/views/flow";
import { translator } from "../../lib/views/texts/translate";
import { Tag } from "../ui/badge";
import { CheckRow } from "../ui/field";
import { Panel } from "../ui/panel";
import { ConnectPresets } from "./connect-presets";
import { PermissionItem, permissionWords } from "./permission-item";

const NAMES_ACCOUNT = "names-account";
const HALF = "p-5 md:px-6";
const HALF_TITLE = "mb-3 font-semibold";

export type Asked = Pick<ConnectPageView, "provider" | "required" | "also" | "oneOf" | "never" | "staysConnected">;

/** What the seller allows and what we will never do, side by side. */
export function ConnectPermissions({ view }: { readonly view: Asked }) {
  const t = translator();
  const { provider, required, also, oneOf, never, staysConnected } = view;
  return (
    <Panel>
      <div className="md:grid md:grid-cols-2">
        <div className={HALF}>
          <h3 className={HALF_TITLE}>{t("connect.can")}</h3>
          <ul className="grid gap-2.5">
            {also.map((scope) => (
              <PermissionItem key={scope.text} kind="can" changes={scope.writes}>
                {permissionWords(scope)}
              </PermissionItem>
            ))}
            {required.map((scope) => (
              <PermissionItem key={scope.value} kind="can" changes={scope.writes}>
                {permissionWords(scope)}
              </PermissionItem>
            ))}
            {oneOf.length > 0 ? <PermissionItem kind="can">{t("connect.can_chosen")}</PermissionItem> : null}
            {staysConnected ? <PermissionItem kind="can">{t("connect.stays")}</PermissionItem> : null}
          </ul>
        </div>
        <div className={`${HALF} border-line max-md:border-t md:border-s`}>
          <h3 className={HALF_TITLE}>{t("connect.never")}</h3>
          <ul className="grid gap-2.5">
            {never.map((key) => (
              <PermissionItem key={key} kind="never">
                {t(key, { provider: provider.name })}
              </PermissionItem>
            ))}
          </ul>
        </div>
      </div>
    </Panel>
  );
}

type ChoicesProps = Pick<ConnectPageView, "optional" | "returned"> & {
  /** The address of the page itself. */
  readonly page: string;
};

/** What the seller may add. Ticks survive a form that came back. */
export function ConnectChoices({ optional, returned, page }: ChoicesProps) {
  const t = translator();
  const ticked = ({ value, writes, checked }: ConnectPageView["optional"][number]): boolean => {
    if (returned?.preset) return returned.preset === "full" || !writes;
    return returned ? returned.scopes.includes(value) : checked;
  };
  return (
    <Panel>
      <ConnectPresets optional={optional} page={page} />
      {optional.map((scope) => (
        <CheckRow
          key={scope.value}
          name="scope"
          value={scope.value}
          defaultChecked={ticked(scope)}
          {...(scope.namesAccount ? { "aria-label": permissionWords(scope), "aria-describedby": NAMES_ACCOUNT } : {})}
          aside={scope.writes ? <Tag warn>{t("connect.changes")}</Tag> : null}
        >
          {permissionWords(scope)}
          {scope.namesAccount ? (
            <span id={NAMES_ACCOUNT} className="block text-sm text-muted">
              {t("connect.names_account")}
            </span>
          ) : null}
        </CheckRow>
      ))}
    </Panel>
  );
}

/** Of several permissions the seller gives exactly one. */
export function ConnectOneOf({ oneOf, returned }: Pick<ConnectPageView, "oneOf" | "returned">) {
  const chosen = oneOf.find(({ value }) => returned?.scopes.includes(value)) ?? oneOf.find(({ checked }) => checked);
  return (
    <Panel>
      {oneOf.map((scope) => (
        <CheckRow
          key={scope.value}
          one
          name="scope"
          value={scope.value}
          defaultChecked={scope.value === chosen?.value}
          aside={scope.writes ? <Tag warn>{translator()("connect.changes")}</Tag> : null}
        >
          {permissionWords(scope)}
        </CheckRow>
      ))}
    </Panel>
  );
}
