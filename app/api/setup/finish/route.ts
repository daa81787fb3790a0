export { finishSetup as POST } from "@/lib/web/setup";
