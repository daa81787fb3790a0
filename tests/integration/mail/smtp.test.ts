import { afterAll, beforeAll, expect, it } from "vitest";
import { smtpMailer } from "@/lib/adapters/mail/mailer";
import { sendMails } from "@/lib/services/send-mails";
import { mailOf } from "@/lib/views/mails/mail-layout";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { type SmtpServer, startSmtpServer } from "@/tests/support/smtp-server";

let server: SmtpServer;
beforeAll(async () => {
  server = await startSmtpServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const mailer = () => smtpMailer(server.url, "Holdfast <holdfast@shop.test>");
const last = () => server.received.at(-1) ?? { from: "", to: [], data: "" };
const headers = () => last().data.slice(0, last().data.indexOf("\r\n\r\n"));
/** RFC 5322 §2.2.3: a folded line goes on in the next. */
const header = (name: string) =>
  new RegExp(`^${name}: (.*)$`, "im").exec(headers().replace(/\r\n[ \t]+/g, " "))?.[1]?.trim() ?? null;

it("what arrives at a real mail server: one plain and one HTML part, the way to stop it, and a number that stays", async () => {
  await mailer().send(
    mailOf({
      to: "jane@shop.test",
      subject: "Main store (StubHub) needs you to reconnect",
      language: "en",
      paragraphs: ["Open the page."],
      button: { text: "Reconnect", href: "https://app.test/connections/con_1/reconnect" },
      off: { post: "https://app.test/api/notifications/one-click?for=abc.def", page: "https://app.test/less-mail?for=abc.def" },
      messageId: "mal_1@app.test",
    }),
  );

  expect(last()).toMatchObject({ from: "holdfast@shop.test", to: ["jane@shop.test"] });
  expect(header("Subject")).toBe("Main store (StubHub) needs you to reconnect");
  expect(header("Message-ID")).toBe("<mal_1@app.test>");
  expect(header("List-Unsubscribe")).toBe("<https://app.test/api/notifications/one-click?for=abc.def>");
  expect(header("List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
  expect(header("Auto-Submitted")).toBe("auto-generated");
  expect(header("Content-Type")).toContain("multipart/alternative");
  expect(last().data.indexOf("text/plain")).toBeLessThan(last().data.indexOf("text/html"));
});

it("a label with line ends in it adds no header and no recipient, and marks up nothing", async () => {
  const label = 'Shop\r\nBcc: omar@shop.test\r\n\r\n<img src=x onerror="alert(1)">\u2028Subject: other';
  await mailer().send(
    mailOf({ to: "jane@shop.test", subject: `${label} (StubHub)`, language: "en", paragraphs: [label], list: [label] }),
  );

  expect(last().to).toEqual(["jane@shop.test"]);
  expect(headers()).not.toMatch(/^Bcc/im);
  expect(headers().match(/^Subject:/gim)).toHaveLength(1);
  expect(last().data.slice(last().data.indexOf("text/html"))).not.toContain("<img");
});

it("a server that takes a mail and dies before it says so gets it again, with the same Message-ID", async () => {
  await using house: House = await buildHouse({ smtpUrl: server.url, mailFrom: "Holdfast <holdfast@shop.test>" });
  const jane = await makeSeller(house);
  await house.services.testMail(jane);
  const before = server.received.length;
  server.answer(".", "hang up");
  await sendMails(house.container.dependencies);
  await house.database.query("update mail set due_at = now()");
  await sendMails(house.container.dependencies);

  const twice = server.received.slice(before);
  expect(twice).toHaveLength(2);
  const [one, two] = twice.map(({ data }) => /^Message-ID: (.*)$/im.exec(data)?.[1]);
  expect(one).toMatch(/^<mal_[\w-]+@localhost>$/);
  expect(two).toBe(one);
  expect(await house.database.query("select state, tries from mail")).toEqual([{ state: "sent", tries: 2 }]);

  await house.database.query("delete from mail");
  await house.services.testMail(jane);
  server.answer("RCPT", "451 4.3.0 later");
  await sendMails(house.container.dependencies);
  expect(await house.database.query("select state from mail")).toEqual([{ state: "waiting" }]);
  expect(house.logLines.join("\n")).toContain("could not be handed over");
});
