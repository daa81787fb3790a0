/** What somebody is here. `viewer` is shown as "Read-only admin". Ordered by how much each may do. */
export const ROLES = ["seller", "viewer", "admin", "owner"] as const;
export type Role = (typeof ROLES)[number];

export const isRole = (text: string | undefined): text is Role => ROLES.some((role) => role === text);

/** What somebody may do beyond their own connections. The page of roles prints this table (`ux.md` 2.16). */
export const PERMISSIONS = [
  /** Every connection, marketplace, outage, forecast and job, as it is. */
  "see_health",
  "see_people",
  "see_audit",
  "see_keys",
  /** What many people's data stands in, as a file. */
  "export",
  /** Refresh, pause, resume, ask for a reconnect, disconnect: one connection or many. */
  "act_on_connections",
  "write_outages",
  "manage_providers",
  /** Invite, change, end sessions of, deactivate sellers and read-only admins. */
  "manage_people",
  "emergency_stop",
  /** The same for admins and owners. */
  "manage_admins",
  "rotate_keys",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const SEES = ["see_health", "see_people", "see_audit", "see_keys"] as const satisfies readonly Permission[];
const ACTS = [
  ...SEES,
  "export",
  "act_on_connections",
  "write_outages",
  "manage_providers",
  "manage_people",
  "emergency_stop",
] as const satisfies readonly Permission[];

const MAY: Readonly<Record<Role, readonly Permission[]>> = {
  seller: [],
  viewer: SEES,
  admin: ACTS,
  owner: PERMISSIONS,
};

/** Whether a role may do something. Asked by the services, never by a page alone (`security.md` E2). */
export const may = (role: Role, permission: Permission): boolean => MAY[role].includes(permission);

/** Whether the pages of admins exist for somebody at all. */
export const seesAdminPages = (role: Role): boolean => may(role, "see_health");

/** As whom somebody of a role stands in history: of admins it does not matter there what each may do. */
export const kindOf = (role: Role): "seller" | "admin" => (role === "seller" ? "seller" : "admin");
