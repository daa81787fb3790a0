export { signOut as POST } from "@/lib/web/auth/sign-out";
