import pg from "pg";
import { withSession } from "./postgres-session";

type Node = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Shared Hit Blocks"?: number;
  readonly "Shared Read Blocks"?: number;
  readonly "Actual Rows"?: number;
  readonly "Actual Loops"?: number;
  readonly "Subplan Name"?: string;
  readonly Plans?: readonly Node[];
};

/** How PostgreSQL did one statement. */
export type Explained = {
  readonly sql: string;
  /** Pages that were touched, wherever they came from. */
  readonly buffers: number;
  /** Of the part that finds the keys of a page; 0 where there is none. */
  readonly keyBuffers: number;
  readonly ms: number;
  /** Tables that were read from end to end. */
  readonly readWhole: readonly string[];
  readonly indexes: readonly string[];
  /** Rows that came out of each table's scans, over all loops, from the largest. */
  readonly rowsRead: number;
};

type Sent = { readonly text: string; readonly values: readonly unknown[] };

/** What this process sends while `work` runs is sent again to be explained, with the same values. */
export async function explain(url: string, work: () => Promise<unknown>): Promise<readonly Explained[]> {
  const sent = await sentBy(work);
  return withSession(url, async (session) => {
    await session.query("set time zone 'UTC'");
    const found: Explained[] = [];
    for (const { text, values } of sent) {
      if (!/^\s*(select|with|\(select|delete)/i.test(text)) continue;
      const { rows } = await session.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, [...values]);
      const [top] = (rows[0] as { "QUERY PLAN": { Plan: Node; "Execution Time": number }[] })["QUERY PLAN"];
      if (top) found.push(explained(text, top.Plan, top["Execution Time"]));
    }
    return found;
  });
}

function explained(sql: string, plan: Node, ms: number): Explained {
  const nodes = every(plan);
  const keys = nodes.find((node) => node["Subplan Name"] === "CTE keys");
  return {
    sql,
    buffers: buffersOf(plan),
    keyBuffers: keys ? buffersOf(keys) : 0,
    ms,
    readWhole: nodes.filter((node) => node["Node Type"] === "Seq Scan").map((node) => node["Relation Name"] ?? "?"),
    indexes: [...new Set(nodes.map((node) => node["Index Name"]).filter((name) => name !== undefined))],
    rowsRead: Math.max(
      0,
      ...nodes.filter((node) => node["Relation Name"]).map((node) => (node["Actual Rows"] ?? 0) * (node["Actual Loops"] ?? 0)),
    ),
  };
}

const buffersOf = (node: Node): number => (node["Shared Hit Blocks"] ?? 0) + (node["Shared Read Blocks"] ?? 0);
const every = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(every)];

async function sentBy(work: () => Promise<unknown>): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, second] = args as [string | { text?: string; values?: unknown[] }, unknown];
    if (typeof first === "string") sent.push({ text: first, values: Array.isArray(second) ? second : [] });
    else sent.push({ text: String(first.text), values: Array.isArray(second) ? second : (first.values ?? []) });
    return query.apply(this, args);
  } as typeof pg.Client.prototype.query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query as typeof pg.Client.prototype.query;
  }
  return sent;
}
