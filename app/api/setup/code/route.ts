export { giveSetupCode as POST } from "@/lib/web/setup";
