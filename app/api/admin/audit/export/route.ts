import { AUDIT_HEAD, auditCells } from "@/components/admin/audit-cells";
import { auditFile } from "@/lib/web/audit-file";

export const POST = auditFile({ head: AUDIT_HEAD, cells: auditCells });
