import { translator } from "../../lib/views/texts/translate";
import { Offline } from "../islands/offline";
import { Strip } from "../ui/notice";

/** For a device that lost its network while a page is open. */
export function OfflineNotice() {
  const t = translator();
  return (
    <Offline>
      <div className="mx-auto w-full max-w-seller px-4 py-2 md:px-6">
        <Strip tone="warn" icon="triangle">
          <b>{t("offline.title")}</b> {t("offline.body")}
        </Strip>
      </div>
    </Offline>
  );
}
