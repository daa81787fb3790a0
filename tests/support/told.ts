import type { Mail } from "@/lib/core/ports/system";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
import { lookAround, planNotices } from "@/lib/services/plan-notices";
import { sendMails } from "@/lib/services/send-mails";
import type { House } from "./house";

/** The house's dependencies with a mail server that keeps what it is given. */
export function withPostbox(house: Pick<House, "container">, fail: () => boolean = () => false) {
  const sent: Mail[] = [];
  const deps: Dependencies = {
    ...house.container.dependencies,
    mailer: {
      send: async (mail) => {
        if (fail()) throw new Error("the mail server does not answer");
        sent.push(mail);
      },
    },
  };
  return { deps, sent };
}

/** All that the engine does about notices, once: look, decide, hand over. */
export async function tellAll(deps: Dependencies): Promise<void> {
  await lookAround(deps, 0);
  await planNotices(deps);
  await sendMails(deps);
}

/** What stands in somebody's list, newest first. */
export const listed = async (house: Pick<House, "services">, actor: Actor): Promise<readonly string[]> =>
  (await house.services.noticeList(actor, { before: null })).notices.map(({ kind, isOver }) =>
    isOver ? `${kind} (over)` : kind,
  );

/** Lets as much time pass for everything that was told, or waits to be. */
export const letNoticesAge = (house: Pick<House, "database">, interval: string): Promise<unknown> =>
  house.database.query(
    `with n as (update notice set at = at - $1::interval, mail_at = mail_at - $1::interval)
     update mail set created_at = created_at - $1::interval, due_at = due_at - $1::interval, settled_at = settled_at - $1::interval`,
    [interval],
  );
