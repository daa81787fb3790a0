export { leaveForService as POST } from "@/lib/web/auth/leave-for-service";
