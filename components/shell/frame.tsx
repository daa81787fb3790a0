import type { FlashView, ViewerView } from "../../lib/views/person";
import { CloseMenus } from "../islands/close-menus";
import { Countdown } from "../islands/countdown";
import { TellZone } from "../islands/tell-zone";
import { FlashBanner } from "./flash-banner";
import { Footer } from "./footer";
import { type Area, Header } from "./header";
import { OfflineNotice } from "./offline-notice";
import { SkipLink } from "./skip-link";

type FrameProps = {
  readonly viewer: ViewerView | null;
  readonly trial: boolean;
  readonly flash?: FlashView | null;
  /** Whose places the header leads to. */
  readonly area?: Area;
  readonly children: React.ReactNode;
};

/** What stands around every page. */
export function Frame({ viewer, trial, flash = null, area = "seller", children }: FrameProps) {
  return (
    <>
      <SkipLink />
      <OfflineNotice />
      <Header viewer={viewer} trial={trial} area={area} />
      <main id="main" tabIndex={-1} className="w-full flex-1 outline-none">
        {flash ? <FlashBanner flash={flash} /> : null}
        {children}
      </main>
      <Footer area={area} />
      <Countdown />
      <CloseMenus />
      <TellZone />
    </>
  );
}
