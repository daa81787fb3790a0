import type { Prisma } from "./generated/client";

/**
 * Whether nobody else is an owner who can sign in. The owners' rows stay locked until the transaction ends, so that two
 * who would take each other's role away at once do not both find the other still there. Who was invited and has not
 * come is no owner yet.
 */
export async function isLastOwner(tx: Prisma.TransactionClient, personId: string): Promise<boolean> {
  const owners = await tx.$queryRaw<{ readonly public_id: string }[]>`
    SELECT public_id FROM app_user WHERE role = 'owner' AND disabled_at IS NULL AND invited_until IS NULL ORDER BY id FOR UPDATE`;
  return owners.length === 1 && owners[0]?.public_id === personId;
}
