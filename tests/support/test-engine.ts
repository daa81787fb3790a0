import type { Dependencies } from "@/lib/services/dependencies";
import { startEngine } from "@/lib/worker/engine";
import type { Running } from "@/lib/worker/job";

/** An engine inside the test, without jobs and quicker than a real one. @param id of its process; two at once must differ in it */
export const quickEngine = (deps: Dependencies, id = "eng_0123456789abcdef"): Running =>
  startEngine(deps, { process: { id, kind: "worker", host: "here", version: "0" }, everyMs: 20, beatEveryMs: 1000, jobs: [] });

/** Looks every few milliseconds until it is so. @throws {Error} after `withinMs` */
export async function until(done: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  const endMs = performance.now() + withinMs;
  while (!(await done())) {
    if (performance.now() > endMs) throw new Error(`it did not happen within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
