import { Stops } from "@/components/admin/emergency/stops";
import { AdminNav } from "@/components/admin/nav";
import { Shortcuts } from "@/components/admin/shortcuts";
import { KeepFlash } from "@/components/islands/keep-flash";
import { Frame } from "@/components/shell/frame";
import { seesAdminPages } from "@/lib/core/roles";
import { loadAdminFrame } from "@/lib/web/admin-loaders";
import { loadStops } from "@/lib/web/emergency-loaders";
import { loadViewer, takeFlash } from "@/lib/web/loaders";

/** The frame of what admins see. Whether there is anything inside it is decided where the data is. */
export default async function AdminLayout({ children }: { readonly children: React.ReactNode }) {
  const [viewer, flash, frame, stops] = await Promise.all([loadViewer(), takeFlash(), loadAdminFrame(), loadStops()]);
  const isAdmin = seesAdminPages(viewer.role);
  return (
    <Frame
      viewer={viewer}
      trial={viewer.trial}
      flash={flash}
      Message={KeepFlash}
      area={isAdmin ? "admin" : "seller"}
      places={
        isAdmin ? (
          <>
            <AdminNav role={viewer.role} {...frame} />
            <Stops stops={stops} />
          </>
        ) : null
      }
      keys={isAdmin ? <Shortcuts single={viewer.singleKeys} role={viewer.role} /> : null}
    >
      {children}
    </Frame>
  );
}
