import type { Dependencies } from "@/lib/services/dependencies";
import { renewTaken, takeDue } from "@/lib/services/take-due";

/** What an engine does in one look, without its rhythm and its budget: takes what is due everywhere and renews it. @returns how many that were */
export async function onePass(of: Dependencies, most = 50): Promise<number> {
  const deps: Dependencies = { ...of, budgetOf: () => ({ perSecond: 1000, atOnce: most }) };
  let taken = 0;
  for (const registration of await deps.queue.waiting()) {
    const due = await takeDue(deps, registration, most);
    await Promise.all(due.claims.map((claim) => renewTaken(deps, due, claim)));
    taken += due.claims.length;
  }
  return taken;
}
