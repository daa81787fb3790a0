import { describe, expect, it } from "vitest";
import { Mailbox } from "@/components/mailbox/mailbox";
import { Continue } from "@/components/sign-in/continue";
import { SignIn } from "@/components/sign-in/sign-in";
import { SIGN_IN_PROBLEMS } from "@/lib/web/sign-in-address";
import { berlin } from "../../support/detail-view";
import { markup } from "../../support/markup";

const nobody = { trial: false, people: [], problem: null, minutes: null, returnTo: null, service: null } as const;
const jane = { id: "usr_1", name: "Jane", role: "seller", about: "Sells tickets." } as const;

describe("signing in", () => {
  it("offers demo people in the trial only, and says so", () => {
    const trial = markup(<SignIn {...nobody} trial people={[jane]} />);
    const real = markup(<SignIn {...nobody} people={[jane]} />);

    expect(trial.words).toContain("Only in the trial");
    expect(trial.html).toContain('name="person" value="usr_1"');
    expect(real.html).not.toContain("usr_1");
    expect(real.html).not.toContain("/mailbox");
  });

  it("asks for an address that a password manager can fill and that can be pasted", () => {
    const { html } = markup(<SignIn {...nobody} />);

    expect(html).toMatch(/<input[^>]+autoComplete="username webauthn"/i);
    expect(html).not.toContain("onpaste");
  });

  it("comes back to where the person was going", () => {
    const { html } = markup(<SignIn {...nobody} trial people={[jane]} returnTo="/connections/con_1" />);

    expect(html.match(/name="returnTo" value="\/connections\/con_1"/g)).toHaveLength(2);
  });

  it.each(SIGN_IN_PROBLEMS)("has a sentence for the problem %s", (problem) => {
    const { html, words } = markup(<SignIn {...nobody} problem={problem} />);

    expect(html).toContain('role="alert"');
    expect(words).not.toContain("signin.problem");
  });

  it("does not repeat a problem that an address made up", () => {
    const { words } = markup(<SignIn {...nobody} problem="<b>call us</b>" />);

    expect(words).toContain("That did not work.");
    expect(words).not.toContain("call us");
  });

  it("says how many minutes to wait after too many tries", () => {
    const told = (minutes: number | null) => markup(<SignIn {...nobody} problem="too_many" minutes={minutes} />).words;

    expect(told(7)).toContain("Please wait 7 minutes, then ask for a link again.");
    expect(told(1)).toContain("Please wait 1 minute, then");
    expect(told(null)).toContain("Please wait a few minutes");
  });

  it("offers the sign-in service by its name, as a form that takes the way back along", () => {
    const { html, words } = markup(<SignIn {...nobody} service="Company" returnTo="/connections" />);

    expect(words).toContain("Sign in with Company");
    expect(html).toMatch(
      /<form[^>]*action="\/api\/sign-in\/service"[^>]*><input type="hidden" name="returnTo" value="\/connections"/,
    );
    expect(markup(<SignIn {...nobody} />).html).not.toContain("/api/sign-in/service");
  });

  it("names the service in what went wrong with it, and tells nobody else's name where there is none", () => {
    expect(markup(<SignIn {...nobody} problem="service" service="Company" />).words).toContain("sign you in with Company.");
    expect(markup(<SignIn {...nobody} problem="service" />).words).toContain("sign you in with your sign-in service.");
  });

  it("asks whether to go on where the link came to another browser", () => {
    const link = { token: "t".repeat(40), email: "jane@shop.example", returnTo: null };

    const [here, elsewhere] = [false, true].map((isElsewhere) => markup(<Continue link={{ ...link, isElsewhere }} />).words);
    expect(elsewhere).toContain("You opened the link in another browser. Continue here?");
    expect(here).not.toContain("another browser");
  });

  it("uses a mailed link up only by a button", () => {
    const { html } = markup(
      <Continue link={{ token: "t".repeat(40), email: "jane@shop.example", returnTo: null, isElsewhere: false }} />,
    );

    expect(html).toContain('action="/api/sign-in/continue" method="post"');
    expect(html).toMatch(/<input type="hidden" name="token"/);
    expect(html).not.toContain("href=");
  });

  it("says what to do with half a link", () => {
    expect(markup(<Continue link={null} />).words).toContain("This link is not complete");
  });

  it("shows the newest mail of the trial first, with its link as a button", () => {
    const mail = (id: string, at: string) => ({
      id,
      at,
      to: "jane@shop.example",
      subject: `Mail ${id}`,
      text: "Hello",
      link: "http://localhost:3000/x",
    });

    const { html, words } = markup(
      <Mailbox
        mailbox={{ messages: [mail("old", "2026-11-22T10:00:00Z"), mail("new", "2026-11-22T12:00:00Z")] }}
        moment={berlin}
      />,
    );

    expect(words.indexOf("Mail new")).toBeLessThan(words.indexOf("Mail old"));
    expect(html).toContain('aria-label="Open the link of “Mail new” for jane@shop.example"');
  });
});
