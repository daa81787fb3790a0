import { type AddressInfo, createServer, type Socket } from "node:net";

/** A mail as it was handed over: the envelope's addresses, and the bytes between DATA and the closing dot, dots unstuffed. */
export type Received = { readonly from: string; readonly to: readonly string[]; readonly data: string };

export type SmtpServer = {
  /** `smtp://127.0.0.1:port` */
  readonly url: string;
  readonly received: readonly Received[];
  /** What is answered to the next commands of this name, one after the other, such as `451 4.3.0 later`. */
  readonly answer: (command: string, ...replies: readonly string[]) => void;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

const REPLIES: Readonly<Record<string, string>> = {
  EHLO: "250-mail.test\r\n250-8BITMIME\r\n250 SMTPUTF8",
  HELO: "250 mail.test",
  MAIL: "250 2.1.0 ok",
  RCPT: "250 2.1.5 ok",
  DATA: "354 go on",
  RSET: "250 ok",
  NOOP: "250 ok",
  QUIT: "221 bye",
};

/** A mail server on this machine that speaks enough of RFC 5321 to take a mail, and keeps what it took as it came. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const received: Received[] = [];
  const told = new Map<string, string[]>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
    converse(
      socket,
      (command) => told.get(command)?.shift() ?? null,
      (mail) => received.push(mail),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    answer: (command, ...replies) => void told.set(command, [...replies]),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function converse(socket: Socket, told: (command: string) => string | null, keep: (mail: Received) => void): void {
  let buffer = "";
  let isData = false;
  let from = "";
  let to: string[] = [];
  const say = (line: string) => void socket.write(`${line}\r\n`);
  const address = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? "";

  const obey = (line: string) => {
    const command = line.slice(0, 4).toUpperCase();
    const reply = told(command) ?? REPLIES[command] ?? "502 5.5.1 not here";
    const isFine = /^[23]/.test(reply);
    if (command === "MAIL" && isFine) [from, to] = [address(line), []];
    if (command === "RCPT" && isFine) to.push(address(line));
    if (command === "DATA" && isFine) isData = true;
    say(reply);
    if (command === "QUIT") socket.end();
  };
  const take = (data: string) => {
    isData = false;
    const reply = told(".") ?? "250 2.0.0 taken";
    // It is kept even where its sender never hears so: that is how a mail comes twice.
    if (!/^[45]/.test(reply)) keep({ from, to, data: data.replace(/^\.\./gm, ".") });
    if (reply === "hang up") socket.destroy();
    else say(reply);
  };

  say("220 mail.test ESMTP");
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    buffer += chunk;
    for (;;) {
      const end = isData ? buffer.indexOf("\r\n.\r\n") : buffer.indexOf("\r\n");
      if (end < 0) return;
      const part = buffer.slice(0, end);
      buffer = buffer.slice(end + (isData ? 5 : 2));
      if (isData) take(part);
      else obey(part);
    }
  });
}
