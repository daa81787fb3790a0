import { Frame } from "@/components/shell/frame";
import { loadViewer, takeFlash } from "@/lib/web/loaders";

/** Everything here is for the person who is signed in. */
export default async function SellerLayout({ children }: { readonly children: React.ReactNode }) {
  const [viewer, flash] = await Promise.all([loadViewer(), takeFlash()]);
  return (
    <Frame viewer={viewer} trial={viewer.trial} flash={flash}>
      {children}
    </Frame>
  );
}
