import { client, toOwn } from "./loopback";

/** Runs in a process of its own, so that its memory is its own: calls the address given, once to warm up and once for the bomb. */
const [origin = ""] = process.argv.slice(2);
const call = client();

for (let round = 0; round < 5; round += 1) await call(toOwn(`${origin}/small`));

const before = process.memoryUsage().rss;
let peak = before;
const sampling = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 1);
const outcome = await call(toOwn(`${origin}/bomb`, { deadlineMs: 10_000 }));
await new Promise((resolve) => setTimeout(resolve, 200));
clearInterval(sampling);

process.stdout.write(JSON.stringify({ outcome, grownBytes: peak - before }));
