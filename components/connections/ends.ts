import type { ConnectionView } from "../../lib/views/connection";

/** When a connection stops if nobody acts: its permission, else its access. ISO 8601; null: not known. */
export function endOf({ permission, access }: ConnectionView): string | null {
  if (permission.kind === "known") return permission.endsAt;
  if (permission.kind === "no_auto" && permission.endsAt) return permission.endsAt;
  return access.kind === "until" ? access.endsAt : null;
}

/** Until when a connection in trouble still works. ISO 8601; null: not known. */
export const worksUntil = ({ access }: ConnectionView): string | null =>
  access.kind === "auto" || access.kind === "until" ? access.endsAt : null;
