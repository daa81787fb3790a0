import { CSV_HEAD, csvCells } from "@/components/activity/csv-cells";
import { activityFile } from "@/lib/web/activity-file";

export const dynamic = "force-dynamic";

/** What happened, as a file. */
export const GET = activityFile({ head: CSV_HEAD, cells: csvCells });
