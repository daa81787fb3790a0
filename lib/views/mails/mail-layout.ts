import { directionOf, type PageLanguage } from "../../core/language";
import type { Mail } from "../../core/ports/system";
import { oneLine } from "../one-line";
import { translatorFor } from "../texts/translate";

export type MailLine = { readonly text: string; readonly href: string };

/** What a mail says. Everything may hold what people typed. */
export type MailParts = {
  readonly to: string;
  readonly subject: string;
  readonly language: PageLanguage;
  readonly paragraphs: readonly string[];
  /** Lines of a list after the paragraphs; a line may lead somewhere itself. */
  readonly list?: readonly (string | MailLine)[];
  /** The one next step. Its host is printed, so that its reader can see where it leads. */
  readonly button?: { readonly text: string; readonly href: string };
  /** After the button, smaller. */
  readonly small?: readonly string[];
  /** Where this kind of mail is turned off: by a machine with one POST, and by a person on a page. */
  readonly off?: { readonly post: string; readonly page: string };
  /** Told apart from any other mail, and the same when it is handed over again (RFC 5322 §3.6.4). */
  readonly messageId?: string;
};

const LONGEST_SUBJECT = 200;

/**
 * One line that is safe in a header (RFC 5322 §2.2): line ends, other controls and what turns the direction of writing
 * around become spaces, whoever typed them.
 */
export function subjectLine(text: string): string {
  const characters = [...oneLine(text)];
  return characters.length <= LONGEST_SUBJECT ? characters.join("") : `${characters.slice(0, LONGEST_SUBJECT - 1).join("")}…`;
}

/** Text that is safe between tags and inside quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/[\0\u2028\u2029]/g, " ");

const FONT = "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

/** Mail readers know little of style sheets: what matters stands on the element, and dark colours come on top. */
const STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background-color: #131316 !important; }
  .card { background-color: #1c1c20 !important; border-color: #3f3f46 !important; }
  .text { color: #f4f4f5 !important; }
  .small, .small a { color: #a1a1aa !important; }
  .button { background-color: #5fc4d3 !important; color: #04171b !important; }
}`;

/**
 * A mail in both forms: plain text, and simple HTML that says the same. Every value is escaped here and nowhere else.
 *
 * Shared by all mails that are sent. An invitation or a sign-in link has no `off`.
 */
export function mailOf(parts: MailParts): Mail {
  const { to, language, messageId, off } = parts;
  const subject = subjectLine(parts.subject);
  return {
    to,
    subject,
    text: plainOf(parts),
    html: htmlOf({ ...parts, subject }),
    language,
    ...(messageId === undefined ? {} : { messageId }),
    ...(off === undefined ? {} : { unsubscribe: off.post }),
  };
}

const hostOf = (href: string): string => new URL(href).host;

function plainOf({ paragraphs, list = [], button, small = [], off, language }: MailParts): string {
  const t = translatorFor(language);
  return [
    ...paragraphs,
    ...(list.length > 0
      ? [list.map((line) => `- ${typeof line === "string" ? line : `${line.text}:\n  ${line.href}`}`).join("\n")]
      : []),
    ...(button ? [`${button.text}:\n${button.href}`] : []),
    ...small,
    ...(off ? [`${t("mail.off")}\n${off.page}`] : []),
  ].join("\n\n");
}

function htmlOf({ subject, paragraphs, list = [], button, small = [], off, language }: MailParts): string {
  const t = translatorFor(language);
  const direction = directionOf(language);
  const start = direction === "rtl" ? "right" : "left";
  const paragraph = (text: string, at: "text" | "small") =>
    `<p class="${at}" style="margin:0 0 16px;text-align:${start};${
      at === "text" ? "color:#18181b;font-size:16px;line-height:24px" : "color:#52525b;font-size:14px;line-height:20px"
    }">${text}</p>`;
  const plain = (at: "text" | "small") => (text: string) => paragraph(escapeHtml(text).replaceAll("\n", "<br>"), at);
  const item = (line: string | MailLine) =>
    typeof line === "string"
      ? `<bdi>${escapeHtml(line)}</bdi>`
      : `<a class="text" href="${escapeHtml(line.href)}" style="color:#0b5563"><bdi>${escapeHtml(line.text)}</bdi></a>`;
  const link = (href: string, text: string) => `<a href="${escapeHtml(href)}" style="color:#52525b">${escapeHtml(text)}</a>`;
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${STYLE}
</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#f4f4f5">
<div class="page" style="background-color:#f4f4f5;padding:24px 12px;font-family:${FONT}">
<div class="card" style="max-width:520px;margin:0 auto;padding:28px 24px 12px;background-color:#ffffff;border:1px solid #e4e4e7;border-radius:12px">
<p class="text" style="margin:0 0 20px;color:#18181b;font-size:15px;font-weight:700;text-align:${start}">Holdfast</p>
${paragraphs.map(plain("text")).join("\n")}
${
  list.length > 0
    ? `<ul class="text" style="margin:0 0 16px;padding:0 20px;color:#18181b;font-size:16px;line-height:24px">${list
        .map((line) => `<li style="margin:0 0 6px">${item(line)}</li>`)
        .join("")}</ul>`
    : ""
}
${
  button
    ? `<p style="margin:24px 0 8px;text-align:${start}"><a class="button" href="${escapeHtml(button.href)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background-color:#0b5563;color:#ffffff;font-size:16px;font-weight:600;line-height:20px;text-decoration:none">${escapeHtml(button.text)}</a></p>
${paragraph(escapeHtml(t("mail.leads_to", { host: hostOf(button.href) })), "small")}`
    : ""
}
${small.map(plain("small")).join("\n")}
${off ? paragraph(link(off.page, t("mail.off_link")), "small") : ""}
</div>
</div>
</body>
</html>
`;
}
