import { revokeAll } from "../emergency/revoke-all";
import { runCampaign } from "../emergency/run-campaign";
import { CONNECTION_KINDS } from "./connection-kinds";
import type { JobKind } from "./job-kind";
import { reencrypt } from "./reencrypt";

/** Every kind of bulk work that there is. */
export const JOB_KINDS: readonly JobKind[] = [...CONNECTION_KINDS, reencrypt, revokeAll, runCampaign];

/** null: this version does not know it. */
export const kindNamed = (name: string): JobKind | null => JOB_KINDS.find((kind) => kind.name === name) ?? null;
