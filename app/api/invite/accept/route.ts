export { acceptInvitation as POST } from "@/lib/web/auth/answer-invitation";
