import type { AdminRegistration, ProviderAdmin, SecretNote } from "../../core/ports/provider-admin";
import type { TestReport } from "../../core/providers/configuration-test";
import { isConflict } from "./conflict";
import { customProviders } from "./custom-providers";
import { Prisma } from "./generated/client";
import { writeAudit } from "./history";
import { liveByRegistration } from "./live-by-registration";
import type { Db } from "./open";
import { BY_PREFERENCE, toRegistration } from "./registrations";

type Row = Prisma.ClientRegistrationGetPayload<object>;

/** After all that the environment names, until an admin puts it in order. */
const LAST = 1_000_000;

const json = (value: unknown): Prisma.InputJsonValue => structuredClone(value) as Prisma.InputJsonValue;

/** What admins keep about providers, in PostgreSQL. */
export const providerAdmin = (db: Db): ProviderAdmin => ({ ...reads(db), ...writes(db), ...customProviders(db) });

const toAdmin = (row: Row, live: ReadonlyMap<bigint, number>): AdminRegistration => ({
  ...toRegistration(row),
  secretNotes: (row.secretNotes ?? []) as unknown as readonly SecretNote[],
  live: live.get(row.id) ?? 0,
  createdAt: row.createdAt,
});

const reads = (db: Db): Pick<ProviderAdmin, "registrations" | "registration" | "test" | "readNote"> => ({
  async registrations(providerId) {
    const where = { removedAt: null, ...(providerId !== null && { providerId }) };
    const rows = await db.clientRegistration.findMany({ where, orderBy: [...BY_PREFERENCE] });
    const live = await liveByRegistration(db, rows);
    return rows.map((row) => toAdmin(row, live));
  },

  async registration(id) {
    const row = await db.clientRegistration.findFirst({ where: { publicId: id, removedAt: null } });
    return row && toAdmin(row, await liveByRegistration(db, [row]));
  },

  async test(id) {
    const row = await db.registrationTest.findFirst({ where: { registration: { publicId: id } } });
    return row && { at: row.testedAt, report: row.report as unknown as TestReport };
  },

  async readNote(providerId) {
    return (await db.providerSetting.findUnique({ where: { providerId } }))?.useNote ?? null;
  },
});

type Writes = Omit<ProviderAdmin, keyof ReturnType<typeof reads> | keyof ReturnType<typeof customProviders>>;

const writes = (db: Db): Writes => ({
  async keepTest(id, report, audit) {
    await db.$transaction(async (tx) => {
      await tx.$executeRaw`
        INSERT INTO registration_test (registration_id, tested_at, report)
        SELECT id, now(), ${JSON.stringify(report)}::jsonb FROM client_registration WHERE public_id = ${id}
        ON CONFLICT (registration_id) DO UPDATE SET tested_at = excluded.tested_at, report = excluded.report`;
      await writeAudit(tx, [audit]);
    });
  },

  async writeUseNote(providerId, useNote, audit) {
    await db.$transaction(async (tx) => {
      const now = { useNote, updatedAt: new Date() };
      await tx.providerSetting.upsert({ where: { providerId }, create: { providerId, ...now }, update: now });
      await writeAudit(tx, [audit]);
    });
  },

  async add({ id, secretNotes, ...rest }, audit) {
    try {
      await db.$transaction(async (tx) => {
        const data = { ...rest, publicId: id, secretNotes: json(secretNotes), madeBy: "admin", enabled: false, rank: LAST };
        await tx.clientRegistration.create({ data: { ...data, stoppedAt: new Date() } });
        await writeAudit(tx, [audit]);
      });
      return "added";
    } catch (error) {
      if (isConflict(error)) return "name_taken";
      throw error;
    }
  },

  async change({ id, sealedSecrets, environmentId }, { secretNotes, ...rest }, audit) {
    return db.$transaction(async (tx) => {
      const notes = secretNotes && { secretNotes: json(secretNotes) };
      const fresh = { frozenUntil: null, frozenCode: null, canaryAfter: null, updatedAt: new Date() };
      const asRead = { publicId: id, sealedSecrets, environmentId, removedAt: null };
      const { count } = await tx.clientRegistration.updateMany({ where: asRead, data: { ...rest, ...notes, ...fresh } });
      if (count === 0) return "changed_meanwhile";
      await tx.registrationTest.deleteMany({ where: { registration: { publicId: id } } });
      await writeAudit(tx, [audit]);
      return "changed";
    });
  },

  async setTaking(id, taking, audit) {
    await db.$transaction(async (tx) => {
      const data = { enabled: taking, stoppedAt: taking ? null : new Date(), updatedAt: new Date() };
      await tx.clientRegistration.update({ where: { publicId: id }, data });
      await writeAudit(tx, [audit]);
    });
  },

  async setPaused(id, paused, audit) {
    return db.$transaction(async (tx) => {
      // Whoever pauses what is paused does not begin it anew; whoever resumes it lets the lanes begin slowly.
      const changed = await tx.$executeRaw`
        UPDATE client_registration SET updated_at = now(), renewals_paused_at = CASE WHEN ${paused} THEN COALESCE(renewals_paused_at, now()) END,
          resumed_at = CASE WHEN ${paused} OR renewals_paused_at IS NULL THEN resumed_at ELSE now() END
        WHERE public_id = ${id} AND emergency_at IS NULL`;
      if (changed === 0) return "stopped" as const;
      await writeAudit(tx, [audit]);
      return "done" as const;
    });
  },

  async putFirst(id, audit) {
    await db.$transaction(async (tx) => {
      const first = await tx.clientRegistration.findUniqueOrThrow({ where: { publicId: id } });
      const { providerId, environmentId } = first;
      const all = await tx.clientRegistration.findMany({ where: { providerId, environmentId }, orderBy: [...BY_PREFERENCE] });
      const ordered = [first, ...all.filter((each) => each.id !== first.id)];
      for (const [chosenRank, each] of ordered.entries())
        await tx.clientRegistration.update({ where: { id: each.id }, data: { chosenRank } });
      await writeAudit(tx, [audit]);
    });
  },

  async remove(id, audit) {
    return db.$transaction(async (tx) => {
      const [row] = await tx.$queryRaw<{ id: bigint }[]>`SELECT id FROM client_registration WHERE public_id = ${id} FOR UPDATE`;
      if (!row) return "removed";
      const [used] = await tx.$queryRaw<object[]>`
        SELECT FROM credential k JOIN connection c ON c.id = k.connection_id WHERE k.registration_id = ${row.id} AND c.status <> 'REVOKED' LIMIT 1`;
      if (used) return "in_use";
      const gone = { sealedSecrets: null, secretNotes: Prisma.DbNull, enabled: false, removedAt: new Date() };
      // Its name is free again.
      await tx.clientRegistration.update({ where: { id: row.id }, data: { ...gone, name: `-${id}`, stoppedAt: new Date() } });
      await tx.registrationTest.deleteMany({ where: { registrationId: row.id } });
      await writeAudit(tx, [audit]);
      return "removed";
    });
  },
});
