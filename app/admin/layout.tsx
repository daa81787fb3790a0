import { Frame } from "@/components/shell/frame";
import { loadViewer, takeFlash } from "@/lib/web/loaders";

/** The frame of what admins see. Whether there is anything inside it is decided where the data is. */
export default async function AdminLayout({ children }: { readonly children: React.ReactNode }) {
  const [viewer, flash] = await Promise.all([loadViewer(), takeFlash()]);
  return (
    <Frame viewer={viewer} trial={viewer.trial} flash={flash} area={viewer.role === "admin" ? "admin" : "seller"}>
      {children}
    </Frame>
  );
}
