import { may, type Permission, type Role } from "../../lib/core/roles";
import { routes } from "../../lib/views/routes";

type Place = {
  readonly text: string;
  readonly href: string;
  readonly permission: Permission;
  /** Every address below it is the same place. */
  readonly isWhole: boolean;
};

const place = (text: string, href: string, permission: Permission, isWhole = true): Place => ({
  text,
  href,
  permission,
  isWhole,
});

/** The places of admins, in their order. */
const PLACES: readonly Place[] = [
  place("admin.nav.overview", routes.admin.overview, "see_health", false),
  place("admin.nav.connections", routes.admin.connections, "see_health"),
  place("admin.nav.providers", routes.admin.providers, "see_health"),
  place("admin.nav.outages", routes.admin.outages, "see_health"),
  place("admin.nav.forecast", routes.admin.forecast, "see_health"),
  place("admin.nav.availability", routes.admin.availability, "see_health"),
  place("admin.nav.people", routes.admin.people, "see_people"),
  place("admin.nav.audit", routes.admin.audit, "see_audit"),
  place("admin.nav.keys", routes.admin.keys, "see_keys"),
  place("admin.nav.jobs", routes.admin.jobs, "see_health"),
  place("admin.nav.emergency", routes.admin.emergency, "see_health"),
];

/** Those that somebody of a role finds something at. */
export const placesOf = (role: Role): readonly Place[] => PLACES.filter(({ permission }) => may(role, permission));
