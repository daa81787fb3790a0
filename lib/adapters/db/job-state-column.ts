import { type JobEvent, jobMoves } from "../../core/jobs/job-state";
import { Prisma } from "./generated/client";

/** What an event makes of a job's state, as SQL over the column `state`; null where it cannot happen. */
export const nextState = (event: JobEvent): Prisma.Sql =>
  Prisma.sql`CASE state ${Prisma.join(
    jobMoves(event).map(({ from, to }) => Prisma.sql`WHEN ${from} THEN ${to}`),
    " ",
  )} END`;
