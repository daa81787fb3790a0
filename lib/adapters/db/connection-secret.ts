import type { ConnectionRepository } from "../../core/ports/connections";
import type { Db } from "./open";

/** Reading one sealed token set without claiming it. */
export const connectionSecret = (db: Db): Pick<ConnectionRepository, "storedSecret"> => ({
  async storedSecret(ownerId, id) {
    const row = await db.credential.findFirst({
      where: { connection: { publicId: id, owner: { publicId: ownerId } } },
      select: { sealed: true, generation: true },
    });
    return row;
  },
});
