import { frame } from "./frame";
import { type Html, html } from "./html";

/** A page that says what went wrong and what to do next. `sent` is shown as it came, as text. */
export const problemPage = (problem: { title: string; says: string; sent: string | null; next: string }): Html =>
  frame({
    title: problem.title,
    lead: problem.says,
    content: html`${problem.sent !== null && html`<h2 class="small">What was sent</h2><p class="sent mono">${problem.sent}</p>`}
<p class="next">${problem.next}</p>
<div class="btns"><a class="btn" href="/console">Open the console</a><a class="btn" href="/">About this test marketplace</a></div>`,
  });
