export { demoSignIn as POST } from "@/lib/web/auth/demo-sign-in";
