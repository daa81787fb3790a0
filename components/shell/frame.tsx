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
  /** What stands around the message, or around nothing where there is none. */
  readonly Message?: React.ComponentType<{ readonly children: React.ReactNode }>;
  /** Whose places the header leads to. */
  readonly area?: Area;
  /** More places, below the header. */
  readonly places?: React.ReactNode;
  /** What keys do by themselves, where they do anything: its script is only sent where it is used. */
  readonly keys?: React.ReactNode;
  readonly children: React.ReactNode;
};

/** What stands around every page. */
export function Frame({ viewer, trial, flash = null, Message, area = "seller", places, keys, children }: FrameProps) {
  const banner = flash ? <FlashBanner flash={flash} /> : null;
  return (
    <>
      <SkipLink />
      <OfflineNotice />
      <Header viewer={viewer} trial={trial} area={area} />
      {places}
      <main id="main" tabIndex={-1} className="w-full flex-1 outline-none">
        {Message ? <Message>{banner}</Message> : banner}
        {children}
      </main>
      <Footer area={area} />
      <Countdown />
      <CloseMenus />
      <TellZone />
      {keys}
    </>
  );
}
