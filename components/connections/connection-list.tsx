import type { ConnectionView } from "../../lib/views/connection";
import type { Moment } from "../../lib/views/time-words";
import { Panel } from "../ui/panel";
import { ConnectionCard } from "./card";
import { ConnectionRow } from "./row";

/** From this many on, connections stand under their marketplace. */
const GROUP_ABOVE = 6;

type Group = { readonly name: string; readonly connections: readonly ConnectionView[] };

/** Groups in the order of their most urgent connection, which is the order the list came in. */
export function groupByProvider(connections: readonly ConnectionView[]): readonly Group[] {
  const groups = new Map<string, ConnectionView[]>();
  for (const connection of connections) {
    const { name } = connection.provider;
    groups.set(name, [...(groups.get(name) ?? []), connection]);
  }
  return [...groups].map(([name, members]) => ({ name, connections: members }));
}

type ListProps = { readonly connections: readonly ConnectionView[]; readonly moment: Moment; readonly view: "list" | "cards" };

/** Cards beside one another, as many as fit. */
export function Cards({ connections, moment }: Omit<ListProps, "view">) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,24rem),1fr))] gap-4 compact:gap-2.5">
      {connections.map((connection) => (
        <ConnectionCard key={connection.id} connection={connection} moment={moment} />
      ))}
    </ul>
  );
}

function Flat({ connections, moment, view }: ListProps) {
  if (view === "cards") return <Cards connections={connections} moment={moment} />;
  return (
    <Panel as="ul">
      {connections.map((connection) => (
        <ConnectionRow key={connection.id} connection={connection} moment={moment} />
      ))}
    </Panel>
  );
}

/** All connections: flat while few or no two of a marketplace, by marketplace when many. */
export function ConnectionList({ connections, moment, view }: ListProps) {
  const groups = groupByProvider(connections);
  if (connections.length <= GROUP_ABOVE || groups.length === 1 || groups.length === connections.length)
    return <Flat connections={connections} moment={moment} view={view} />;
  return groups.map((group) => (
    <section key={group.name} className="not-first:mt-6 compact:not-first:mt-3.5">
      <h3 className="mb-2 flex items-baseline gap-2 text-sm font-medium text-muted">
        {group.name} <span className="font-normal text-faint tabular-nums">{group.connections.length}</span>
      </h3>
      <Flat connections={group.connections} moment={moment} view={view} />
    </section>
  ));
}
