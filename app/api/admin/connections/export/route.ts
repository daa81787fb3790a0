import { csvCells, csvHead } from "@/components/admin/list-csv";
import { connectionsFile } from "@/lib/web/connections-file";

export const POST = connectionsFile({ head: csvHead, cells: csvCells });
