export { startRepair as POST } from "@/lib/web/start-repair";
