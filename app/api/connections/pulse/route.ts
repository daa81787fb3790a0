import { answerPulse } from "@/lib/web/answer-pulse";

export const dynamic = "force-dynamic";

/** Whether anything on the dashboard changed since it was drawn. */
export const GET = answerPulse;
