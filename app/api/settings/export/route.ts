export { exportMine as GET } from "@/lib/web/export-mine";

export const dynamic = "force-dynamic";
