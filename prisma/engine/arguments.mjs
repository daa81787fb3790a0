/**
 * Reads the native engine's command line.
 *
 * @param {readonly string[]} words
 * @returns {{ datamodels: string[], datasource: { url?: string, shadowDatabaseUrl?: string }, command: string | null, version: boolean }}
 */
export function readArguments(words) {
  const found = { datamodels: [], datasource: {}, command: null, version: false };
  const rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift();
    if (word === "--version") found.version = true;
    else if (word === "--datamodel" || word === "--datamodels") found.datamodels.push(rest.shift());
    else if (word === "--datasource") found.datasource = JSON.parse(rest.shift());
    else if (word === "cli") found.command = rest.shift();
    // Every other option has a value, and none of them means anything here.
    else if (word.startsWith("--")) rest.shift();
  }
  return found;
}
