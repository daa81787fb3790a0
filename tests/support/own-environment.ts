/** The environment of this run without settings of Holdfast: a program that a test starts gets those that the test means, and no others. */
export const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("HOLDFAST_"))) as NodeJS.ProcessEnv;
