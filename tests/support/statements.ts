import pg from "pg";

/** Of what a process reads by itself, every few seconds, whatever else it does: nobody's act. */
const BY_ITSELF = /^SELECT .*"custom_provider"/;

/** The statements that this process sends to a database while `work` runs, in order. */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const sent: string[] = [];
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args;
    sent.push(typeof first === "string" ? first : String((first as { text?: string } | undefined)?.text));
    return query.apply(this, args);
  } as typeof pg.Client.prototype.query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query as typeof pg.Client.prototype.query;
  }
  return sent.filter((text) => !BY_ITSELF.test(text));
}
