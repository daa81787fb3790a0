import { jobFile } from "@/lib/web/job-file";

/** What came of a job, as a file. */
export const POST = jobFile;
