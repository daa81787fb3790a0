import type { ConnectionDetailView } from "../../lib/views/connection";
import { listWords } from "../../lib/views/number-words";
import { translator } from "../../lib/views/texts/translate";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icon-paths";
import { Panel } from "../ui/panel";

function Side({ title, icon, items }: { readonly title: string; readonly icon: IconName; readonly items: readonly string[] }) {
  return (
    <div className="px-4 py-5 not-first:border-line max-md:not-first:border-t md:px-6 md:not-first:border-s">
      <h2 className="mb-3 text-md font-semibold tracking-snug">{title}</h2>
      <ul className="grid gap-2.5">
        {items.map((item) => (
          <li key={item} className="flex items-start gap-2.5">
            <span className="mt-0.5 text-faint">
              <Icon name={icon} />
            </span>
            <span className="min-w-0 text-pretty wrap-anywhere">{item}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What stops and what stays, side by side. */
export function DisconnectFacts({ connection }: { readonly connection: ConnectionDetailView }) {
  const t = translator();
  const names = { account: connection.account ?? connection.label, provider: connection.provider.name };
  const renewal = connection.permission.kind === "no_auto" ? "stops.use" : "stops.renew";
  const copy = connection.revocation.canCancel ? "stops.copy_asked" : "stops.copy";
  const say = (key: string) => t(`disconnect.${key}`, names);
  // Whoever has asked for it stops; a key that never did is no tool of this connection yet.
  const users = connection.usedBy.filter(({ usedAt }) => usedAt !== null).map(({ name }) => name);
  const tools = users.length === 0 ? say("stops.no_tools") : t("disconnect.stops.tools_named", { tools: listWords(users) });
  return (
    <div className="mt-6">
      <Panel>
        <div className="grid md:grid-cols-2">
          <Side title={say("stops.title")} icon="no" items={[say(renewal), say(copy), tools]} />
          <Side title={say("stays.title")} icon="yes" items={[say("stays.yours"), say("stays.history"), say("stays.again")]} />
        </div>
      </Panel>
    </div>
  );
}
