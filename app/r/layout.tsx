import { Frame } from "@/components/shell/frame";
import { isTrial } from "@/lib/web/repair-loaders";

/** A link's pages name nobody who is signed in: they are no part of anybody's dashboard. */
export default function RepairLayout({ children }: { readonly children: React.ReactNode }) {
  return (
    <Frame viewer={null} trial={isTrial()}>
      {children}
    </Frame>
  );
}
