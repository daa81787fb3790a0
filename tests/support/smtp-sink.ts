import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A mail as it arrived. */
export type ArrivedMail = {
  readonly to: string;
  readonly subject: string;
  /** All of it, with what quoted-printable had cut put together again (RFC 2045 §6.7). */
  readonly raw: string;
  /** The first address in it. */
  readonly link: string | null;
};

export type SmtpSink = {
  readonly url: string;
  readonly mails: readonly ArrivedMail[];
  /** Waits for the next mail to this address beyond those that it has `had`. */
  readonly mailTo: (address: string, had?: number) => Promise<ArrivedMail>;
  /** Refuses every mail from now on. */
  readonly refuse: (on: boolean) => void;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

const WAIT_MS = 10_000;

/** A mail server that keeps what it is given and delivers nothing (RFC 5321): as much of one as a client needs. */
export async function smtpSink(): Promise<SmtpSink> {
  const mails: ArrivedMail[] = [];
  let refusing = false;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    converse(
      socket,
      (mail) => void mails.push(mail),
      () => refusing,
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const toThem = (address: string) => mails.filter(({ to }) => to === address);
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    mailTo: async (address, had = 0) => {
      for (let waited = 0; waited < WAIT_MS; waited += 25) {
        const mail = toThem(address)[had];
        if (mail) return mail;
        await sleep(25);
      }
      throw new Error(`no mail came to ${address}`);
    },
    refuse: (on) => {
      refusing = on;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function converse(socket: Socket, keep: (mail: ArrivedMail) => void, refusing: () => boolean): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let text = "";
  let to = "";
  let inBody = false;
  say("220 sink");
  socket.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    for (;;) {
      const end = text.indexOf(inBody ? "\r\n.\r\n" : "\r\n");
      if (end < 0) return;
      const line = text.slice(0, end);
      text = text.slice(end + (inBody ? 5 : 2));
      if (inBody) {
        inBody = false;
        keep(mailOf(to, line));
        say("250 kept");
      } else if (/^RCPT TO:/i.test(line)) {
        to = /<([^>]*)>/.exec(line)?.[1] ?? "";
        say(refusing() ? "550 not here" : "250 ok");
      } else if (/^DATA/i.test(line)) {
        inBody = true;
        say("354 go on");
      } else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
      else say("250 ok");
    }
  });
}

function mailOf(to: string, sent: string): ArrivedMail {
  const raw = sent
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return {
    to,
    raw,
    subject: /^Subject: (.*)$/m.exec(raw)?.[1]?.trim() ?? "",
    link: /https?:\/\/[^\s"<]+/.exec(raw)?.[0] ?? null,
  };
}
