import { LATENCY_BOUNDS_MS, RENEWAL_OUTCOMES, type RenewalOutcome } from "../../core/connections/renewal-figures";
import type { FigureStore, RegistrationFigure } from "../../core/ports/figures";
import { countSnapshots } from "./count-snapshots";
import { Prisma } from "./generated/client";
import type { Db } from "./open";

type Row = { registration_id: string; outcome: string; n: number; latency: number[]; bucket?: Date };
type Window = { since: Date; until: Date; is_all: boolean };
type Tx = Prisma.TransactionClient;

const FOLDED = "figures:folded";
/** Where nothing was folded yet, history is folded in pieces of so many hours, so that no piece takes long. */
const PIECE_HOURS = 6;
const HISTORY_DAYS = 31;
/** A fold that takes longer than this is ended by the database, and begun again by whoever comes next. */
const LONGEST_MS = 60_000;
/** How long the spans of each length are kept, in hours before what was folded last. */
const KEPT_HOURS = { 5: 50, 60: 24 * 9, 1440: 24 * 62 } as const;

const PLACES = Array.from({ length: LATENCY_BOUNDS_MS.length + 1 }, (_, place) => place);
const counted = Prisma.join(PLACES.map((place) => Prisma.sql`(count(*) FILTER (WHERE place = ${place}))::int`));
const summed = Prisma.join(PLACES.map((place) => Prisma.sql`COALESCE(sum(latency[${place + 1}::int]), 0)::int`));

/** Figures of renewals in PostgreSQL, folded from what each renewal wrote down about itself. */
export const figureStore = (db: Db): FigureStore => ({ ...folding(db), ...reading(db), ...countSnapshots(db) });

const folding = (db: Db): Pick<FigureStore, "fold"> => ({
  fold: () =>
    db.$transaction(
      async (tx) => {
        const window = await nextWindow(tx);
        await foldAttempts(tx, window);
        await gather(tx, 60, 5, window);
        await gather(tx, 1440, 60, window);
        await forget(tx, window);
        await tx.$executeRaw`UPDATE deployment SET value = ${window.until.toISOString()}, updated_at = now() WHERE key = ${FOLDED}`;
        return window.is_all;
      },
      { timeout: LONGEST_MS, maxWait: LONGEST_MS },
    ),
});

/** From the span before the one in which the last fold ended. The row is locked, so two folds come one after the other. */
async function nextWindow(tx: Tx): Promise<Window> {
  await tx.$executeRaw`INSERT INTO deployment (key, value) VALUES (${FOLDED}, '') ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`SELECT FROM deployment WHERE key = ${FOLDED} FOR UPDATE`;
  const [window] = await tx.$queryRaw<Window[]>`
    SELECT w.since, LEAST(now(), w.since + ${PIECE_HOURS} * interval '1 hour') AS until, w.since + ${PIECE_HOURS} * interval '1 hour' >= now() AS is_all
    FROM deployment d CROSS JOIN LATERAL (SELECT date_bin('5 minutes', LEAST(now(), COALESCE(NULLIF(d.value, '')::timestamptz,
        (SELECT min(finished_at) FROM refresh_attempt WHERE finished_at > now() - ${HISTORY_DAYS} * interval '1 day'), now()))
      - interval '5 minutes', 'epoch'::timestamptz) AS since) w
    WHERE d.key = ${FOLDED}`;
  if (!window) throw new Error("database: the mark of the figures went away while it was locked");
  return window;
}

/**
 * The spans of five minutes are replaced by what the attempts say now. Of what its process left behind nobody knows how it ended: should
 * its reply be found, it is counted then, and once.
 */
async function foldAttempts(tx: Tx, { since, until }: Window): Promise<void> {
  await tx.$executeRaw`DELETE FROM renewal_bucket WHERE minutes = 5 AND bucket >= ${since}::timestamptz AND bucket <= ${until}::timestamptz`;
  await tx.$executeRaw`
    INSERT INTO renewal_bucket (minutes, bucket, registration_id, outcome, n, latency)
    SELECT 5, bucket, registration_id, outcome, count(*)::int, ARRAY[${counted}] FROM (
      SELECT date_bin('5 minutes', p.finished_at, 'epoch'::timestamptz) AS bucket, p.registration_id,
        CASE WHEN p.state = 'COMMITTED' THEN 'ok' ELSE COALESCE(p.error_class, 'ours') END AS outcome,
        CASE WHEN p.duration_ms IS NOT NULL THEN width_bucket(p.duration_ms, ${[...LATENCY_BOUNDS_MS]}::int[]) END AS place
      FROM refresh_attempt p
      WHERE p.finished_at >= ${since}::timestamptz AND p.finished_at <= ${until}::timestamptz
        AND p.registration_id IS NOT NULL AND p.state IN ('COMMITTED', 'FAILED', 'UNKNOWN')
        AND (p.state <> 'UNKNOWN' OR p.error_code IS DISTINCT FROM 'process_lost')
    ) ended GROUP BY bucket, registration_id, outcome`;
}

/** Longer spans are sums of the shorter ones in them; each that was touched is summed anew. */
async function gather(tx: Tx, minutes: 60 | 1440, from: 5 | 60, { since, until }: Window): Promise<void> {
  const length = Prisma.sql`${minutes} * interval '1 minute'`;
  const start = Prisma.sql`date_bin(${length}, ${since}::timestamptz, 'epoch'::timestamptz)`;
  await tx.$executeRaw`DELETE FROM renewal_bucket WHERE minutes = ${minutes} AND bucket >= ${start} AND bucket <= ${until}::timestamptz`;
  await tx.$executeRaw`
    INSERT INTO renewal_bucket (minutes, bucket, registration_id, outcome, n, latency)
    SELECT ${minutes}, longer, registration_id, outcome, sum(n)::int, ARRAY[${summed}]
    FROM (SELECT *, date_bin(${length}, bucket, 'epoch'::timestamptz) AS longer FROM renewal_bucket
      WHERE minutes = ${from} AND bucket >= ${start} AND bucket <= ${until}::timestamptz) shorter
    GROUP BY longer, registration_id, outcome`;
}

/** Counted from what was folded last: what a longer span is still summed from stays. */
async function forget(tx: Tx, { until }: Window): Promise<void> {
  for (const [minutes, hours] of Object.entries(KEPT_HOURS))
    await tx.$executeRaw`
      DELETE FROM renewal_bucket WHERE minutes = ${Number(minutes)} AND bucket < ${until}::timestamptz - ${hours} * interval '1 hour'`;
}

const reading = (db: Db): Pick<FigureStore, "sums" | "series" | "faces"> => ({
  async sums(minutes, since) {
    const rows = await db.$queryRaw<Row[]>`
      SELECT r.public_id AS registration_id, b.outcome, sum(b.n)::int AS n, ARRAY[${summed}] AS latency
      FROM renewal_bucket b JOIN client_registration r ON r.id = b.registration_id
      WHERE b.minutes = ${minutes} AND b.bucket > ${since}::timestamptz - ${minutes} * interval '1 minute' GROUP BY 1, 2`;
    return rows.flatMap(toFigure);
  },

  async series(minutes, since) {
    const rows = await db.$queryRaw<(Row & { bucket: Date })[]>`
      SELECT r.public_id AS registration_id, b.bucket, b.outcome, b.n, b.latency
      FROM renewal_bucket b JOIN client_registration r ON r.id = b.registration_id
      WHERE b.minutes = ${minutes} AND b.bucket >= ${since}::timestamptz ORDER BY b.bucket, b.registration_id, b.outcome`;
    return rows.flatMap((row) => toFigure(row).map((figure) => ({ ...figure, from: row.bucket })));
  },

  async faces(registrationIds) {
    if (registrationIds.length === 0) return [];
    const rows = await db.$queryRaw<{ registration_id: string; status: number | null; code: string | null }[]>`
      SELECT r.public_id AS registration_id, face.http_status AS status, face.code
      FROM client_registration r CROSS JOIN LATERAL (
        SELECT p.http_status, NULLIF(p.error_code, p.reply_class) AS code FROM (
          SELECT * FROM refresh_attempt WHERE registration_id = r.id ORDER BY id DESC LIMIT ${FACES_OF}) p
        WHERE p.state IN ('FAILED', 'UNKNOWN') GROUP BY 1, 2 ORDER BY count(*) DESC, max(p.id) DESC LIMIT 1) face
      WHERE r.public_id = ANY(${[...registrationIds]})`;
    return rows.map(({ registration_id, status, code }) => ({ registrationId: registration_id, status, code }));
  },
});

const FACES_OF = 200;

const toFigure = ({ registration_id, outcome, n, latency }: Row): RegistrationFigure[] =>
  isOutcome(outcome) ? [{ registrationId: registration_id, outcome, n, latency }] : [];

const isOutcome = (text: string): text is RenewalOutcome => RENEWAL_OUTCOMES.some((outcome) => outcome === text);
