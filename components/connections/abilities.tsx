import type { ConnectionDetailView, ConnectionView, ScopeView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Tag } from "../ui/badge";
import { LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { More } from "../ui/more";
import { PanelSection } from "../ui/panel";
import { permissionWords } from "./permission-item";

function Ability({ scope }: { readonly scope: ScopeView }) {
  const t = translator();
  const words = permissionWords(scope);
  return (
    <li className={`flex items-start gap-2.5 ${scope.given ? "" : "text-muted"}`}>
      <span className={`mt-0.5 ${scope.given ? "text-good-icon" : "text-faint"}`}>
        <Icon name={scope.given ? "yes" : "no"} />
      </span>
      <span className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <span className="min-w-0 wrap-anywhere">
          {words}
          {scope.given ? null : ` — ${t("can.not_given")}`}
        </span>
        {scope.given && scope.writes ? <Tag warn>{t("can.changes")}</Tag> : null}
      </span>
    </li>
  );
}

type AbilitiesProps = { readonly connection: ConnectionView & Pick<ConnectionDetailView, "scopes" | "hasScopeChoice"> };

/** What the seller allowed and what not, in words; technical names only for those who look for them. */
export function Abilities({ connection }: AbilitiesProps) {
  const t = translator();
  const { id, label, provider, scopes, hasScopeChoice, state } = connection;
  const isFailing = state === "trouble_on" || state === "trouble_off";
  const inOrder = [...scopes.filter(({ given }) => given), ...scopes.filter(({ given }) => !given)];
  return (
    <PanelSection title={t("can.title")}>
      {inOrder.length === 0 ? (
        <p className="text-muted">{t("can.none", { provider: provider.name })}</p>
      ) : (
        <ul className="grid gap-2.5">
          {inOrder.map((scope) => (
            <Ability key={scope.value || scope.text} scope={scope} />
          ))}
        </ul>
      )}
      {hasScopeChoice && !connection.isStopped ? (
        <div className="mt-4">
          {isFailing ? (
            <p className="text-sm text-muted">{t("can.change_later", { provider: provider.name })}</p>
          ) : (
            <LinkButton href={routes.reconnect(id)} size="small" aria-label={t("can.change_name", { label })}>
              {t("can.change")}
            </LinkButton>
          )}
        </div>
      ) : null}
      {inOrder.length > 0 ? (
        <div className="mt-2">
          <More summary={t("can.technical")}>
            <p className="font-mono text-sm text-muted wrap-anywhere">{inOrder.flatMap(({ value }) => value || []).join(" ")}</p>
          </More>
        </div>
      ) : null}
    </PanelSection>
  );
}
