import type { ClientView, ProviderPageView } from "../../lib/views/providers";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Tag } from "../ui/badge";

/** What a client is called where there are several. */
export const clientName = ({ name }: ClientView): string => name ?? translator()("admin.provider.plain_client");

/** The clients side by side, in the order in which new connections would take them; the one that is shown is marked. */
export function ClientTabs({ view }: { readonly view: ProviderPageView }) {
  const t = translator();
  const { provider, clients, shown, canManage } = view;
  if (clients.length === 0) return null;
  const look = "flex min-h-9 flex-wrap items-center gap-2 rounded-md border px-3 py-1 text-sm no-underline touch:min-h-11";
  const tab = (isShown: boolean) =>
    `${look} ${isShown ? "border-accent bg-surface font-medium text-ink" : "border-line bg-sunken text-muted hover:text-ink"}`;
  return (
    <nav aria-label={t("admin.provider.clients")} className="mt-4 flex flex-wrap gap-2">
      {clients.map((client) => (
        <a
          key={client.id}
          href={routes.admin.provider(provider.id, client.id)}
          aria-current={client.id === shown?.id ? "page" : undefined}
          className={tab(client.id === shown?.id)}
        >
          <bdi>{clientName(client)}</bdi>
          <span className="text-faint">{client.environment.label}</span>
          {client.isFirst ? <Tag>{t("admin.provider.takes_new")}</Tag> : null}
          {client.pausedAt === null ? null : <Tag warn>{t("admin.provider.paused")}</Tag>}
        </a>
      ))}
      {canManage ? (
        <a
          href={routes.admin.provider(provider.id, "new")}
          aria-current={shown === null ? "page" : undefined}
          className={tab(shown === null)}
        >
          {t("admin.provider.add_client")}
        </a>
      ) : null}
    </nav>
  );
}
