export { declineInvitation as POST } from "@/lib/web/auth/answer-invitation";
