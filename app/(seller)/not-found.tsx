import type { Metadata } from "next";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";

export const metadata: Metadata = { title: translator()("missing.title") };

/** What does not exist, or is somebody else's; the layout has drawn the frame already. */
export default function SellerNotFound() {
  return <Missing />;
}
