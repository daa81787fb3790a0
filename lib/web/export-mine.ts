import "server-only";
import { runtime } from "../runtime/current";
import { failedPage, signedOutPage } from "./plain-answers";
import { signedIn } from "./session";
import { withFaultAnswer } from "./with-fault-answer";

/** Everything that is kept about its reader, as a file. */
export const exportMine = withFaultAnswer(async () => {
  const who = await signedIn();
  if (!who) return signedOutPage();
  const { services, clock } = runtime();
  const now = clock.now().toISOString();
  const data = { madeAt: now, ...(await services.exportMine(who.actor)) };
  return new Response(`${JSON.stringify(data, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="holdfast-my-data-${now.slice(0, 10)}.json"`,
    },
  });
}, failedPage);
