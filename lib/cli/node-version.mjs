const NEEDED = [20, 19];

/**
 * Says why this Node cannot run Holdfast, or null when it can.
 *
 * @param {string} version for example `v20.19.0`
 */
export function nodeProblem(version) {
  const [major, minor] = version.replace("v", "").split(".").map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return null;
  return `Holdfast needs Node.js ${NEEDED.join(".")} or newer; this is ${version}. Install a newer one from https://nodejs.org and start again.`;
}
