import { type Html, html } from "./html";

/** The words that no page of the sandbox goes without. */
export const WARNING = "TEST MARKETPLACE — not real";

export type Frame = { readonly title: string; readonly lead: string; readonly wide?: boolean; readonly content: Html };

/** The striped frame around every page. There is one, so that no page can be without its marks. */
export const frame = ({ title, lead, wide = false, content }: Frame): Html => html`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="only light">
<title>${WARNING} · ${title}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/sandbox.css">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="testbar">
<p><b>${WARNING}</b> <span>Nothing here reaches a real shop. No real account is used.</span></p>
<nav aria-label="Test marketplace"><a href="/">About</a><a href="/console">Console</a></nav>
</header>
<main id="main" tabindex="-1"><div class="page${wide ? " wide" : ""}">
<h1><span class="pre">${WARNING}<span class="vh">: </span></span>${title}</h1>
<p class="lead">${lead}</p>
${content}
</div></main>
</body>
</html>
`;
