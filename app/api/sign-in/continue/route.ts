export { pressContinue as POST } from "@/lib/web/auth/press-continue";
