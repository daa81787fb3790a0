import { parseArgs } from "node:util";
import { openForCommand } from "../runtime/open-for-command";
import { type SeedWish, seedConnections } from "../runtime/seed-connections";

const USAGE = "Usage: npm run seed -- --connections 100000 [--sellers 4000] [--yes]";
const [MOST, BAR, STEPS] = [5_000_000, 30, 10];

function readWish(args: readonly string[]): SeedWish {
  const { values } = parseArgs({
    args: [...args],
    options: { connections: { type: "string" }, sellers: { type: "string" }, yes: { type: "boolean", default: false } },
  });
  const connections = Number(values.connections);
  const sellers = values.sellers === undefined ? null : Number(values.sellers);
  const isCount = (many: number) => Number.isInteger(many) && many > 0 && many <= MOST;
  if (!isCount(connections) || (sellers !== null && !isCount(sellers))) throw new Error(USAGE);
  return { connections, sellers, yes: values.yes };
}

/** One line that is drawn again on a terminal, and a line for each tenth elsewhere. */
function progress(whole: number): (made: number) => void {
  const began = performance.now();
  let tenths = 0;
  return (made) => {
    const share = made / whole;
    const left = Math.round(((performance.now() - began) / 1000 / share) * (1 - share));
    const counted = `${made.toLocaleString("en")} of ${whole.toLocaleString("en")} connections, about ${left} s left`;
    if (process.stdout.isTTY) {
      const full = Math.round(share * BAR);
      process.stdout.write(`\r[${"#".repeat(full)}${".".repeat(BAR - full)}] ${counted}     ${share === 1 ? "\n" : ""}`);
    } else if (Math.floor(share * STEPS) > tenths) {
      tenths = Math.floor(share * STEPS);
      process.stdout.write(`${Math.round(share * 100)} %: ${counted}\n`);
    }
  };
}

/** Fills an empty database with made-up sellers and connections. */
async function seed(args: readonly string[]): Promise<string> {
  const wish = readWish(args);
  const opened = await openForCommand();
  try {
    const began = performance.now();
    const made = await seedConnections(opened, wish, progress(wish.connections));
    const seconds = Math.round((performance.now() - began) / 1000);
    return [
      `${made.connections.toLocaleString("en")} connections of ${made.sellers.toLocaleString("en")} sellers were made in ${seconds} s.`,
      "They hold no token, so nothing of them can be renewed: start the server with HOLDFAST_ENGINE=off.",
    ].join("\n");
  } finally {
    await opened.container.close();
  }
}

seed(process.argv.slice(2)).then(
  (line) => process.stdout.write(`${line}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
