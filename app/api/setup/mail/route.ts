export { sendSetupMail as POST } from "@/lib/web/setup";
