import { type Failure, failure } from "../core/errors";
import type { PeopleRepository } from "../core/ports/people";
import { err, ok, type Result } from "../core/result";
import { repairLinkMail } from "../views/mails/repair-link-mail";
import type { Actor } from "./actor";
import type { LinkSent } from "./admin-table-contract";
import { audited } from "./audited";
import type { Dependencies } from "./dependencies";
import { presentConnection } from "./present-connection";
import { definitionOf } from "./resolve-target";
import { makeLinkTo } from "./share-link";

export type SendLinkDependencies = Dependencies & { readonly people: PeopleRepository };

/**
 * A repair link that an admin makes in the seller's stead. It opens what the seller's own link opens: one connection, once.
 *
 * A mail that cannot be handed over takes its link along: nobody would ever use it.
 */
export function sendRepairLink(
  deps: SendLinkDependencies,
  actor: Actor,
  { id, how }: { readonly id: string; readonly how: "mail" | "show" },
): Promise<Result<LinkSent, Failure>> {
  return audited(
    deps,
    actor,
    "act_on_connections",
    { action: "repair_link_made", object: id },
    async (): Promise<Result<LinkSent, Failure>> => {
      const connection = await deps.connections.byId(id);
      if (connection === null) return err(failure("not_found"));
      const owner = how === "mail" ? await deps.people.byId(connection.ownerId) : null;
      if (how === "mail" && !owner?.email) return err(failure("not_usable"));
      const by = { actorKind: "admin", actorId: actor.userId } as const;
      const made = await makeLinkTo(deps, connection, by);
      if (!made.ok) return made;
      const { code } = made.value;
      const { label } = connection;
      if (!owner?.email) return ok({ did: "shown", label, code });

      const { provider } = presentConnection(definitionOf(deps, connection.providerId), connection, deps.clock.now());
      try {
        await deps.mailer.send(
          repairLinkMail({
            to: owner.email,
            language: owner.language ?? "en",
            label,
            provider: provider.name,
            appOrigin: deps.appOrigin,
            code,
          }),
        );
        return ok({ did: "mailed", label });
      } catch (error) {
        deps.logger.error("repair_link.mail_failed", { connection: id, error });
        await deps.links.takeBack(id, {
          events: [{ ...by, type: "link_taken_back" }],
          audit: [{ ...by, action: "repair_link_taken_back", object: id, result: "done" }],
        });
        return ok({ did: "unsent", label });
      }
    },
  );
}
