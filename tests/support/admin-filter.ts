import type { AdminFilter } from "@/lib/core/ports/admin";

/** A question to which every connection is an answer. */
export const NOTHING: AdminFilter = {
  conditions: [],
  providerId: null,
  environmentId: null,
  ownerId: null,
  reason: null,
  endsBefore: null,
  search: null,
  isTest: null,
};
