import { describe, expect, it } from "vitest";
import { ChoosePage } from "@/components/connections/choose-page";
import { ConnectPage } from "@/components/connections/connect-page";
import { LeavePage } from "@/components/connections/leave-page";
import type { ConnectPageView } from "@/lib/views/flow";
import { detailView } from "../../support/detail-view";
import { connectView } from "../../support/flow-views";
import { markup } from "../../support/markup";

const page = (change: Partial<ConnectPageView> = {}) => markup(<ConnectPage view={connectView(change)} />);
const { provider } = detailView();
const tickets = { id: "con_1", label: "Tickets" } as const;
const typed = { label: "My shop", scopes: [], values: {}, field: null };

describe("the page before a seller leaves", () => {
  it("says where the seller goes, what we can do there and what we never do", () => {
    const { words } = page();

    expect(words).toContain("You will go to account.stubhub.com");
    expect(words).toContain("We never see your password.");
    expect(words).toContain("Create and change your listings can change things");
    expect(words).toContain("See or keep your StubHub password");
    expect(words).not.toMatch(/\b(connect|never|scope|can|err)\.[a-z_]+/);
  });

  it("sends label and choices in one plain form that needs no script", () => {
    const { html } = page();

    expect(html).toContain('<form id="connect" action="/api/oauth/stubhub/start" method="post">');
    expect(html).toMatch(/<input type="text"[^>]*name="label"/);
    expect(html).toMatch(/<input type="checkbox"[^>]*name="scope"[^>]*value="read:sales"/);
    expect(html).toMatch(/<button[^>]*form="connect"/);
    expect(html).not.toMatch(/ style=|<script|onclick=/i);
  });

  it("gives a form back as it was sent, with the reason beside its field", () => {
    const { html, words } = page({ returned: { ...typed, problem: "label_taken" } });

    expect(html).toContain('value="My shop"');
    expect(html).toMatch(/aria-describedby="label-error label-help" aria-invalid="true"/);
    expect(words).toContain("Another of your connections has this name. Choose a different one.");
    expect(html).not.toContain("checked");
    expect(page().html).toContain("checked");
  });

  it("reconnects in place: same connection, no new name, and it says whose account it must be", () => {
    const { html, words } = page({ reconnect: { ...tickets, account: "tix88", isChecked: true } });

    expect(words).toContain("Reconnect Tickets");
    expect(words).toContain("Use tix88 there. If it is a different account, we change nothing and tell you.");
    expect(html).toContain('<input type="hidden" name="reconnect" value="con_1"/>');
    expect(html).not.toContain('name="label"');
  });

  it("asks for the environment that the page is about; a reconnect stays where it is", () => {
    expect(page({ environmentId: "sandbox" }).html).toContain('<input type="hidden" name="environment" value="sandbox"/>');
    expect(page({ reconnect: { ...tickets, account: "tix88", isChecked: true } }).html).not.toContain('name="environment"');
  });

  it("warns who already has an account there, and leads to the way out if there is one", () => {
    const already = [
      { label: "Tickets", account: "tix88" },
      { label: "Other", account: null },
    ];

    expect(page({ already }).words).toContain("Already connected: Tickets (tix88) and Other .");
    expect(page({ already }).words).not.toContain("Sign out at StubHub first");
    expect(page({ already, signOutUrl: "https://x.example/out" }).html).toContain('href="https://x.example/out"');
  });

  it("names three accounts that are already here and counts the others", () => {
    const already = ["A", "B", "C", "D", "E"].map((label) => ({ label, account: null }));

    expect(page({ already }).words).toContain("Already connected: A, B, C and 2 more .");
    expect(page({ already: already.slice(0, 3) }).words).toContain("Already connected: A, B and C .");
  });

  it("says first what was refused, leads to the field and puts the cursor there", () => {
    const { html, words } = page({ returned: { ...typed, problem: "label_taken" } });

    expect(html.indexOf('role="alert"')).toBeLessThan(html.indexOf("<h1"));
    expect(words).toContain("You already use that name. Another of your connections has this name.");
    expect(html).toContain('<a href="#label">');
    expect(html).toMatch(/<input[^>]*autofocus=""[^>]*name="label"/);
    expect(page().html).not.toMatch(/role="alert"|autofocus/);
    expect(page({ returned: { ...typed, problem: "too_many_starts" } }).html).not.toContain('href="#label"');
  });

  it("asks for the same account where nobody can tell which one it is", () => {
    const { words } = page({ reconnect: { ...tickets, account: null, isChecked: false } });

    expect(words).toContain("StubHub does not tell us which account this is. Sign in as the same one.");
  });

  it("does not deny knowing an account that it can tell by its number only", () => {
    const { words } = page({ reconnect: { ...tickets, account: null, isChecked: true } });

    expect(words).toContain("Sign in to the same StubHub account. If it is a different one, we change nothing and tell you.");
    expect(words).not.toContain("does not tell us");
  });

  it("says why the permission that names the account helps, and of no other", () => {
    const [scope] = connectView().optional;
    const why = "So that we can show which account this is, and notice a wrong one.";

    expect(page({ optional: [{ ...scope!, namesAccount: true }] }).words).toContain(why);
    expect(page().words).not.toContain(why);
  });

  it("shows the technical name of a permission that nobody described", () => {
    const required = [{ value: "read:moon", text: null, writes: false, given: true }];

    expect(page({ required }).words).toContain("read:moon (no description)");
  });

  it("cannot be mistaken at a test marketplace", () => {
    expect(page({ provider: { ...provider, isTest: true } }).words).toContain("It is not the real StubHub.");
  });
});

describe("what only the seller knows", () => {
  const shop = { name: "shop", label: "field.shopify.shop", help: null, suffix: ".myshopify.com", choices: null };
  const asked = { fields: [shop], host: ".myshopify.com", hostIsOpen: true };

  it("is a field with a label, help, and the end of the address behind it", () => {
    const { html, words } = page(asked);

    expect(html).toMatch(/<label for="value-shop"[^>]*>Store address<\/label>/);
    expect(html).toMatch(/<input type="text"[^>]*required=""[^>]*name="value.shop"/);
    expect(words).toContain(".myshopify.com Only the first part is needed.");
    expect(page({ ...asked, fields: [{ ...shop, help: "field.shopify.shop_help" }] }).words).toContain(
      ".myshopify.com You find it in your Shopify settings, under Domains. Only the first part is needed.",
    );
  });

  it("is not guessed where the seller is told where they will go", () => {
    expect(page(asked).words).toContain("You will go to your own address that ends in .myshopify.com , sign in there");
    expect(page({ host: "my-shop.myshopify.com" }).words).toContain("You will go to my-shop.myshopify.com");
  });

  it("comes back with what was typed, what to do, and the cursor in the field", () => {
    const values = { shop: "https://evil.example/" };
    const { html, words } = page({ ...asked, returned: { ...typed, values, field: "shop", problem: "value_invalid" } });

    expect(html).toMatch(/<input[^>]*autofocus=""[^>]*name="value.shop"[^>]*value="https:\/\/evil.example\/"/);
    expect(html).toContain('value="My shop"');
    expect(html).toMatch(/id="value-shop"[^>]*aria-describedby="value-shop-error value-shop-help" aria-invalid="true"/);
    expect(words).toContain("Type the first part only, as in my-shop.myshopify.com.");
    expect(html).toContain('<a href="#value-shop">Go to the field</a>');
    expect(html).not.toContain('href="#label"');
  });

  it("a field that is not on the page is not linked to, whatever the address says", () => {
    const { html } = page({ ...asked, returned: { ...typed, field: "javascript:x", problem: "value_invalid" } });

    expect(html).not.toContain("javascript");
    expect(html).not.toContain('aria-invalid="true"');
  });

  it("is a list where there are only a few answers", () => {
    const { html } = page({
      fields: [{ name: "region", label: "field.unknown", help: null, suffix: null, choices: ["na", "eu"] }],
    });

    expect(html).toMatch(/<select[^>]*name="value.region"/);
    expect(html).toContain('<option value="eu">eu</option>');
  });
});

describe("permissions of a special kind", () => {
  const [read, write] = connectView().required;
  const oneOf = [
    { ...read!, value: "store", checked: true },
    { ...write!, value: "account", checked: false },
  ];

  it("of those that exclude each other one is given, and the first is proposed", () => {
    const { html, words } = page({ oneOf, optional: [] });

    expect(words).toContain("Choose one");
    expect(html).toMatch(/<input type="radio"[^>]*name="scope"[^>]*checked=""[^>]*value="store"/);
    expect(html.match(/checked=""/g)).toHaveLength(1);
  });

  it("the choice survives a form that came back", () => {
    const { html } = page({ oneOf, optional: [], returned: { ...typed, scopes: ["account"], problem: "label_taken" } });

    expect(html).toMatch(/<input type="radio"[^>]*checked=""[^>]*value="account"/);
    expect(html.match(/checked=""/g)).toHaveLength(1);
  });

  it("what access allows beside them is listed with them", () => {
    const also = [{ value: "", text: "scope.stockx.audience", writes: true, given: true }];

    expect(page({ also }).html).toMatch(/We will be able to.*StockX.*can change things.*We will never/s);
    expect(page().html).not.toContain("StockX");
  });
});

describe("choosing a marketplace", () => {
  it("lists what cannot be chosen last, with the reason and without a link", () => {
    const off = { ...provider, id: "offline", name: "Offline" };
    const { html, words } = markup(
      <ChoosePage
        choices={[
          { provider: off, environment: null, kind: "marketplace", connected: 0, offBecause: "not_set_up", health: null },
          { provider, environment: null, kind: "marketplace", connected: 2, offBecause: null, health: null },
        ]}
      />,
    );

    expect(words.indexOf("Offline")).toBeGreaterThan(words.indexOf("Connected: 2"));
    expect(words).toContain("Offline Not set up yet. Your admin can do that.");
    expect(html).not.toContain("/connections/new/offline");
  });

  it("shows each environment of a marketplace, the test one with its badge and its own address", () => {
    const places = [
      { environment: { id: "production", label: "StubHub" }, provider },
      { environment: { id: "sandbox", label: "StubHub sandbox" }, provider: { ...provider, isTest: true } },
    ];
    const { html, words } = markup(
      <ChoosePage
        choices={places.map((place) => ({ ...place, kind: "marketplace", connected: 0, offBecause: null, health: null }))}
      />,
    );

    expect(html).toContain('href="/connections/new/stubhub?environment=production"');
    expect(html).toContain('href="/connections/new/stubhub?environment=sandbox"');
    expect(words).toMatch(/StubHub Test StubHub sandbox/);
  });

  it("says which one has trouble right now, without keeping anybody out", () => {
    const open = { provider, environment: null, kind: "marketplace", connected: 2, offBecause: null } as const;
    const down = markup(<ChoosePage choices={[{ ...open, health: "provider" }]} />);

    expect(down.words).toContain("StubHub Having trouble with everybody right now Connected: 2");
    expect(down.html).toContain('href="/connections/new/stubhub"');
    expect(markup(<ChoosePage choices={[{ ...open, health: "setup" }]} />).words).toContain("Our team has been told.");
  });

  it("has a search from the ninth on, and says so when nothing has that name", () => {
    const many = Array.from({ length: 9 }, (_, n) => ({
      provider: { ...provider, id: `market${n}`, name: `Market ${n}` },
      environment: null,
      kind: "marketplace" as const,
      connected: 0,
      offBecause: null,
      health: null,
    }));

    expect(markup(<ChoosePage choices={many.slice(1)} />).html).not.toContain("<form");
    const found = markup(<ChoosePage choices={many} q=" market 3 " />);
    expect(found.html).toContain('value=" market 3 "');
    expect(found.words).toContain("Market 3");
    expect(found.words).not.toContain("Market 4");
    const none = markup(<ChoosePage choices={many} q="zebra" />);
    expect(none.words).toContain("No marketplace is called “zebra”");
    expect(none.html).toContain('href="/connections/new"');
  });

  it("is no dead end without any marketplace", () => {
    expect(markup(<ChoosePage choices={[]} />).html).toContain('href="/connections"');
  });
});

describe("the page that leaves", () => {
  it("leaves by itself without a script, tells no address of ours, and has a link for the rest", () => {
    const address = "https://account.stubhub.com/authorize?a=1&b=2";
    const { html } = markup(<LeavePage view={{ provider, host: "account.stubhub.com", address }} />);

    expect(html).toContain('http-equiv="refresh" content="0;url=https://account.stubhub.com/authorize?a=1&amp;b=2"');
    expect(html).toContain('name="referrer" content="no-referrer"');
    expect(html).toMatch(/<a [^>]*href="https:\/\/account.stubhub.com\/authorize\?a=1&amp;b=2"/);
    expect(html).not.toContain("<script");
  });
});
