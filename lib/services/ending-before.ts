import type { AdminFilter } from "../core/ports/admin";
import type { Dependencies } from "./dependencies";

/** Whatever needs a person before an instant, as far as it counts: the same wherever its number stands and behind each link. */
export const endingBefore = ({ admin }: Pick<Dependencies, "admin">, until: Date): AdminFilter => ({
  conditions: [],
  providerId: null,
  environmentId: null,
  ownerId: null,
  reason: null,
  endsBefore: until,
  search: null,
  isTest: admin.countsTests ? null : false,
});
