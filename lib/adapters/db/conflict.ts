import { Prisma } from "./generated/client";

/**
 * Which unique rule a write broke: the account is connected already, or the label is taken.
 * null: the error is something else and must be thrown on.
 */
export function conflictOf(error: unknown): "account_conflict" | "label_conflict" | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") return null;
  const about = JSON.stringify(error.meta ?? {});
  if (about.includes("connection_live_account_key") || about.includes("account_key")) return "account_conflict";
  if (about.includes("connection_live_label_key") || about.includes("label")) return "label_conflict";
  return null;
}

/** Whether a time zone is one that this server does not know (SQLSTATE 22023). */
export const isUnknownZone = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && JSON.stringify(error.meta ?? {}).includes("22023");

/** Whether a write broke a unique rule, whichever. */
export const isConflict = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";

/** Whether the server ended a transaction so that another one could go on: Prisma's P2034, or the code itself where it has no name for it. */
export const isVictim = (error: unknown): boolean =>
  error instanceof Error && /P2034|40P01|40001|TransactionWriteConflict/.test(JSON.stringify({ ...error, cause: error.cause }));
