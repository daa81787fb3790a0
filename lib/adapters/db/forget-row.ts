import type { NewAudit } from "../../core/ports/history";
import type { Prisma } from "./generated/client";
import { writeAudit } from "./history";

/** Takes everything from a person's row that says who they are, and every way to sign in; what else there is follows from it. */
export async function forgetRow(
  tx: Prisma.TransactionClient,
  { id, publicId, email }: Pick<Prisma.UserGetPayload<object>, "id" | "publicId" | "email">,
  audit: NewAudit,
): Promise<void> {
  const now = new Date();
  await tx.user.update({
    where: { id },
    data: {
      name: publicId,
      email: null,
      emailVerifiedAt: null,
      timeZone: null,
      language: null,
      invitationHash: null,
      invitedUntil: null,
      disabledAt: now,
      forgottenAt: now,
    },
  });
  await tx.session.deleteMany({ where: { userId: id } });
  await tx.signInAccount.deleteMany({ where: { userId: id } });
  await tx.notice.deleteMany({ where: { userId: id } });
  await tx.mail.deleteMany({ where: { userId: id } });
  await tx.noticeSetting.deleteMany({ where: { userId: id } });
  await tx.providerWatch.deleteMany({ where: { userId: id } });
  await tx.knownDevice.deleteMany({ where: { userId: id } });
  if (email !== null) {
    await tx.verification.deleteMany({ where: { identifier: email } });
    await tx.mailboxMessage.deleteMany({ where: { recipient: email } });
  }
  await writeAudit(tx, [{ ...audit, object: publicId }]);
}
