/**
 * The sandbox's own stylesheet. Colours are the design's fixed sandbox ones in every theme, so that
 * no choice of light or dark makes these pages look like the product.
 */
export const STYLE = `:root {
  color-scheme: only light;
  --paper: #fff6e5; --card: #fffdf8; --ink: #241402; --muted: #6b4a1d; --line: #e3c48f; --stripe: #f97316; --strong: #9a3412; --hover: #ffe9c2; --press: #46290a; --on-ink: #fff6e5; --on-ink-dim: #f6d9ad;
  --sans: "Inter", ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", SFMono-Regular, "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono", "Liberation Mono", monospace;
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-block: 1.5rem; }
body {
  margin: 0; padding: .875rem; min-height: 100vh; display: flex; flex-direction: column; color: var(--ink);
  background: repeating-linear-gradient(-45deg, var(--stripe) 0 18px, var(--ink) 18px 36px);
  font: 400 .875rem/1.375rem var(--sans); font-feature-settings: "cv11", "ss03"; -webkit-font-smoothing: antialiased;
}
h1, h2, h3, p, ul, ol, dl, dd, fieldset { margin: 0; padding: 0; }
ul { list-style: none; }
fieldset { border: 0; min-width: 0; }
legend { padding: 0; }
button, input, select { font: inherit; color: inherit; }
a { color: var(--strong); text-decoration-thickness: 1px; text-underline-offset: 3px; }
b { font-weight: 500; }
.mono { font-family: var(--mono); font-size: .92em; letter-spacing: -.01em; overflow-wrap: anywhere; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.i { width: 1.125rem; height: 1.125rem; flex: none; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
:focus-visible { outline: 2px solid var(--strong); outline-offset: 2px; border-radius: .375rem; }
main:focus { outline: 0; }
.skip { position: absolute; inset-inline-start: 1.5rem; top: -4rem; z-index: 2; padding: .625rem 1rem; border-radius: .5rem; background: var(--card); color: var(--strong); }
.skip:focus { top: 1.25rem; }

.testbar { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; padding: .625rem 1.5rem; background: var(--ink); color: var(--on-ink); font-size: .8125rem; line-height: 1.25rem; }
.testbar p { flex: 1; min-width: min(100%, 16rem); }
.testbar b { margin-inline-end: .5rem; font-size: .9375rem; font-weight: 600; letter-spacing: .02em; }
.testbar span { color: var(--on-ink-dim); }
.testbar nav { display: flex; gap: .25rem; margin-inline: -.625rem; }
.testbar a { display: inline-flex; align-items: center; min-height: 1.75rem; padding-inline: .625rem; color: var(--on-ink); }
.testbar a:focus-visible { outline-color: var(--on-ink); outline-offset: -2px; }
main { flex: 1; background: var(--paper); border: 2px solid var(--ink); border-top: 0; }
.page { max-width: 60rem; margin-inline: auto; padding: 2.25rem 1.5rem 3rem; }
.page.wide { max-width: 74rem; }
h1 { font-size: 1.75rem; line-height: 2.125rem; font-weight: 600; letter-spacing: -.018em; text-wrap: balance; overflow-wrap: anywhere; }
.pre { display: block; margin-bottom: .5rem; color: var(--strong); font: 600 .8125rem/1.25rem var(--mono); letter-spacing: .01em; }
.lead { margin-top: .375rem; max-width: 54rem; color: var(--muted); font-size: .9375rem; line-height: 1.5rem; text-wrap: pretty; }
h2, .choice > legend { display: flex; align-items: center; gap: .5rem; font-size: .9375rem; line-height: 1.5rem; font-weight: 600; letter-spacing: -.008em; }
h3 { font-size: .875rem; line-height: 1.375rem; font-weight: 600; }
section { margin-top: 2rem; }
section > h2 { margin-bottom: .625rem; }
.panel { background: var(--card); border: 1.5px solid var(--line); border-radius: .5rem; }
.panel + .panel { margin-top: 1rem; }
.pad { padding: .875rem 1rem 1rem; }
.dim, .help { color: var(--muted); }
.help { margin-top: .75rem; font-size: .8125rem; line-height: 1.375rem; max-width: 46rem; }
.help.first { margin-top: 0; margin-bottom: .75rem; }
.note { margin-top: 1.25rem; padding: .625rem 1rem; border: 1.5px solid var(--strong); border-radius: .5rem; background: var(--card); color: var(--strong); font-weight: 500; }
.tag { display: inline-block; flex: none; padding-inline: .4375rem; border-radius: .25rem; background: var(--paper); color: var(--muted); box-shadow: inset 0 0 0 1px var(--line); font-size: .75rem; line-height: 1.375rem; white-space: nowrap; }
.tag.strong { color: var(--strong); box-shadow: inset 0 0 0 1px var(--strong); background: var(--card); }
.tag.live { background: var(--ink); color: var(--on-ink); box-shadow: none; }

.btns { display: flex; flex-wrap: wrap; gap: .5rem; }
.page > .btns, .sb .btns { margin-top: 1.5rem; }
.btn { display: inline-flex; align-items: center; justify-content: center; min-height: 2.75rem; padding: .25rem 1.25rem; border: 1.5px solid var(--ink); border-radius: .5rem; background: var(--card); color: var(--ink); font-size: .9375rem; font-weight: 500; text-decoration: none; cursor: pointer; }
.btn:hover { background: var(--hover); }
.btn.main { background: var(--ink); color: var(--on-ink); }
.btn.main:hover { background: var(--press); }
.btn.small { min-height: 2rem; padding-inline: .75rem; font-size: .8125rem; }
.btn[disabled] { border-color: var(--line); color: var(--muted); background: var(--paper); cursor: default; }

.sb > .faults { margin-top: 0; }
.sb { display: grid; grid-template-columns: minmax(0, 1fr) 21rem; gap: 1.25rem; margin-top: 1.75rem; align-items: start; }
.choice + .choice { margin-top: 1.5rem; }
.choice .panel { margin-top: .625rem; overflow: hidden; }
.pick { display: flex; align-items: center; gap: .75rem; padding: .75rem 1.25rem; min-height: 2.875rem; border-top: 1.5px solid var(--line); }
label.pick { cursor: pointer; }
.pick:first-child { border-top: 0; }
.pick:hover { background: var(--paper); }
.pick:has(:focus-visible) { background: var(--paper); }
.pick input { width: 1.125rem; height: 1.125rem; margin: 0; flex: none; accent-color: var(--strong); }
.tags { display: flex; flex-wrap: wrap; gap: .375rem; justify-content: end; min-width: 0; margin-inline-start: auto; }
.pick .mono { flex: 0 1 auto; min-width: 0; white-space: normal; }
.pick > :has(+ .tags) { flex: 1 0 10rem; }
.face { display: grid; place-items: center; width: 2rem; height: 2rem; flex: none; border-radius: 50%; border: 1.5px dashed var(--strong); color: var(--strong); font-weight: 600; font-size: .8125rem; }
.face.square { width: 2.5rem; height: 2.5rem; border-radius: .625rem; }

.faults h2 { padding: .875rem 1rem 0; }
.switches legend { padding: .875rem 1rem .25rem; color: var(--muted); font-size: .75rem; line-height: 1.125rem; font-weight: 500; }
.switches .pick { flex-wrap: wrap; gap: 0 .75rem; padding: .3125rem 1rem; min-height: 2.125rem; font-size: .8125rem; line-height: 1.25rem; }
.switches label { display: flex; align-items: center; gap: .75rem; flex: 1; min-height: 1.5rem; cursor: pointer; }
.switches input { width: 1rem; height: 1rem; }
.says { flex-basis: 100%; padding-inline-start: 1.75rem; color: var(--muted); font-size: .75rem; line-height: 1.125rem; }
.sb .says { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.sb .pick { position: relative; }
.groups { display: grid; grid-template-columns: minmax(0, 1fr); }
.told .groups { grid-template-columns: minmax(0, 1fr) minmax(0, 2fr) minmax(0, 1fr); padding-bottom: .5rem; }
.told .switches + .switches { border-inline-start: 1.5px solid var(--line); }
.told .one { max-width: 6rem; }
.told .pick { border: 0; padding-block: .375rem; break-inside: avoid; }
.told .switches:nth-child(2) ul { columns: 2; column-gap: 0; }
.faults .help { padding: .75rem 1rem .875rem; border-top: 1.5px solid var(--line); margin: 0; }
.one { position: relative; display: inline-flex; max-width: 7.25rem; }
.one select { width: 100%; text-overflow: ellipsis; }
.one .i { position: absolute; inset-inline-end: .375rem; top: 50%; width: .875rem; height: .875rem; translate: 0 -50%; color: var(--muted); pointer-events: none; }
.field { appearance: none; min-height: 1.625rem; padding-block: 0; padding-inline: .5rem 1.625rem; border: 1px solid var(--muted); border-radius: .25rem; background: #fff; font-size: .75rem; }
.scope { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem; padding: 1rem; border-top: 1.5px solid var(--line); }
.scope label { flex: 0 1 11rem; }
.scope .btn { margin-inline-start: auto; }
.scope label > span:first-child { display: block; margin-bottom: .25rem; color: var(--muted); font-size: .75rem; }
.scope .one { width: 100%; max-width: none; }
.scope .field { min-height: 2.75rem; font-size: .8125rem; }

.tabs { display: flex; flex-wrap: wrap; gap: .375rem; margin-top: 1.25rem; }
.tabs a { display: inline-flex; align-items: center; min-height: 2.25rem; padding-inline: .875rem; border: 1.5px solid var(--line); border-radius: 999px; background: var(--card); color: var(--ink); font-weight: 500; text-decoration: none; }
.tabs a:hover { background: var(--hover); }
.tabs a[aria-current] { background: var(--ink); border-color: var(--ink); color: var(--on-ink); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.25rem, 1fr)); gap: 1.5px; overflow: hidden; border: 1.5px solid var(--line); border-radius: .5rem; background: var(--line); }
.tiles > div { display: flex; flex-direction: column-reverse; justify-content: flex-end; padding: .625rem .875rem .75rem; background: var(--card); }
.tiles dt { color: var(--muted); font-size: .75rem; line-height: 1.125rem; }
.tiles dd { font-size: 1.375rem; line-height: 1.75rem; font-weight: 600; font-variant-numeric: tabular-nums; letter-spacing: -.018em; }
.tiles .nil dd { color: var(--muted); font-weight: 400; }
.cols { display: grid; grid-template-columns: minmax(0, 1fr) 24rem; gap: 0 1.25rem; align-items: start; }
.grant { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: .75rem; padding: .875rem 1rem; border-top: 1.5px solid var(--line); font-size: .8125rem; line-height: 1.25rem; font-variant-numeric: tabular-nums; }
.grant:first-child { border-top: 0; }
.grant b { margin-inline-end: .25rem; font-size: .875rem; }
.grant.ended .face { border-style: dotted; color: var(--muted); border-color: var(--muted); }
.scopes { display: flex; flex-wrap: wrap; gap: .25rem; margin-top: .375rem; }
.scopes .tag { flex: 0 1 auto; min-width: 0; white-space: normal; overflow-wrap: anywhere; }
.on { border-color: var(--strong); }
.on li { display: flex; align-items: center; justify-content: space-between; gap: .75rem; padding: .5rem 1rem; border-top: 1.5px solid var(--line); font-size: .8125rem; line-height: 1.25rem; }
.on li:first-child { border-top: 0; }
.on > form { border-top: 1.5px solid var(--line); padding-block: .625rem; }

.markets { display: grid; grid-template-columns: minmax(0, 1fr); gap: .75rem; }
.market { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem 1rem; padding: 1rem 1.25rem; margin: 0 !important; }
.market .btns { margin-inline-start: auto; }
.steps { padding-inline-start: 1.25rem; max-width: 42.5rem; }
.steps li + li { margin-top: .375rem; }
.rules { margin-top: 1.75rem; }
.rules li { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); align-items: baseline; gap: .75rem; padding: .625rem 1.25rem; border-top: 1.5px solid var(--line); }
.rules li:first-child { border-top: 0; }
.rules .tag { justify-self: start; }
.rules span { overflow-wrap: anywhere; }
.where > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: .75rem; padding: .5rem 1.25rem; border-top: 1.5px solid var(--line); }
.where > div:first-child { border-top: 0; }
.where dt { color: var(--muted); }
h2.small { margin-top: 1.75rem; font-size: .8125rem; color: var(--muted); }
.sent { margin-top: .375rem; padding: .625rem 1rem; border: 1.5px dashed var(--line); border-radius: .5rem; background: var(--card); white-space: pre-wrap; }
.next { margin-top: 1.25rem; max-width: 42.5rem; }

@media (max-width: 900px) {
  .sb, .cols, .told .groups { grid-template-columns: minmax(0, 1fr); }
  .told .switches + .switches { border-inline-start: 0; }
}
@media (max-width: 600px) {
  body { padding: .5rem; }
  .testbar { padding: .625rem 1rem; }
  .testbar a { min-height: 2.75rem; }
  .testbar b { display: block; }
  .page { padding: 1.5rem 1rem 2rem; }
  h1 { font-size: 1.5rem; line-height: 1.875rem; }
  .sb .btns .btn, .page > .btns .btn { flex: 1 1 100%; }
  .btn.small { min-height: 2.75rem; }
  .pick { padding-inline: 1rem; }
  label.pick { flex-wrap: wrap; }
  label.pick > span:not(.face, .tags) { flex: 1; min-width: 0; overflow-wrap: anywhere; }
  .tags { flex-basis: 100%; justify-content: start; margin-inline-start: 1.875rem; }
  .switches .pick { min-height: 2.75rem; }
  .switches label { min-height: 2.75rem; }
  .told .pick { padding-block: 0 .5rem; }
  .told .switches:nth-child(2) ul { columns: auto; }
  .scope label { flex: 1 1 40%; }
  .scope .btn { flex: 1 1 100%; }
  .field { min-height: 2.25rem; font-size: .8125rem; }
  .grant { grid-template-columns: auto minmax(0, 1fr); }
  .grant > form { grid-column: 2; }
  .market .btns { margin-inline-start: 0; flex: 1 1 100%; }
  .market .btn { flex: 1; }
  .rules li, .where > div { grid-template-columns: minmax(0, 1fr); gap: .25rem; padding-inline: 1rem; }
  .tabs a { min-height: 2.75rem; }
}
@media (forced-colors: active) {
  .panel, .tag, .tiles > div { border: 1px solid; }
  .tabs a[aria-current] { outline: 2px solid; }
}
`;
