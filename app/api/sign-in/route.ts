export { signInByMail as POST } from "@/lib/web/auth/sign-in-by-mail";
