import { makeKeyRing } from "@/lib/adapters/crypto/key-ring";
import { freePort } from "@/lib/server/free-port";
import { type TestDatabase, testDatabase } from "./postgres";
import { startServer } from "./server-start";
import { type SmtpSink, smtpSink } from "./smtp-sink";
import { tlsFront } from "./tls-front";

/** The built application as an operator runs it: production settings, mail, and TLS in front. Nobody is there yet. */
export type ProductionApp = {
  /** https, as people reach it. */
  readonly origin: string;
  /** Behind the TLS, where only the proxy goes. */
  readonly inside: string;
  readonly database: TestDatabase;
  readonly mail: SmtpSink;
  readonly output: () => string;
  readonly env: Readonly<Record<string, string>>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** @throws {Error} with the server's own words when it does not start; it must have been built before */
export async function startProductionApp(more: Readonly<Record<string, string>> = {}): Promise<ProductionApp> {
  const [database, mail, front] = [await testDatabase(), await smtpSink(), await tlsFront()];
  const port = await freePort(45_000 + Math.floor(Math.random() * 5000), "127.0.0.1");
  const env = {
    HOLDFAST_MODE: "production",
    DATABASE_URL: database.url,
    APP_ORIGIN: front.origin,
    PORT: String(port),
    HOLDFAST_KEYS: makeKeyRing(),
    DEPLOYMENT_ID: "deployment-1",
    AUTH_SECRET: "a secret of a deployment that is only a test",
    SMTP_URL: mail.url,
    MAIL_FROM: "Holdfast <holdfast@holdfast.example>",
    TRUST_PROXY: "on",
    ...more,
  };
  const server = await startServer(env);
  const close = async () => {
    await server[Symbol.asyncDispose]();
    await front[Symbol.asyncDispose]();
    await mail[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  };
  try {
    await server.waitFor(/with the code .*\n/, 60_000);
  } catch (error) {
    await close();
    throw error;
  }
  front.leadTo(port);
  return {
    origin: front.origin,
    inside: `http://127.0.0.1:${port}`,
    database,
    mail,
    output: server.output,
    env,
    [Symbol.asyncDispose]: close,
  };
}

/** The code that the first start shows once. */
export const shownCode = (output: string): string => {
  const code = /with the code ([A-Z2-9]{4}(?:-[A-Z2-9]{4}){4}), which is shown this once/.exec(output)?.[1];
  if (!code) throw new Error(`no code was shown:\n${output}`);
  return code;
};
