import type { SizeCost } from "./cost";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [760, 400, 70, 210, 40, 50];
const COLOURS = ["#1d4ed8", "#b91c1c", "#15803d", "#a16207", "#7c3aed", "#0e7490"];
const LINE = 17;

/** Pages touched over connections, both on logarithmic scales: what is O(page) is level, what is O(all) climbs. */
export function plot(sizes: readonly SizeCost[], names: readonly string[]): string {
  const connections = sizes.map((size) => size.connections);
  const [least, most] = [Math.log10(Math.min(...connections)), Math.log10(Math.max(...connections))];
  const highest = Math.max(10_000, ...connections);
  const x = (at: number) => LEFT + ((Math.log10(at) - least) / Math.max(most - least, 1e-9)) * (WIDTH - LEFT - RIGHT);
  const y = (buffers: number) =>
    HEIGHT - BOTTOM - (Math.log10(Math.max(buffers, 1)) / Math.log10(highest)) * (HEIGHT - TOP - BOTTOM);
  const ticks = Array.from({ length: Math.floor(Math.log10(highest)) + 1 }, (_, power) => 10 ** power);
  const line = (values: readonly number[], colour: string, dashed = false) =>
    `<polyline fill="none" stroke="${colour}" stroke-width="2"${dashed ? ' stroke-dasharray="5 5"' : ""} points="${values
      .map((value, index) => `${x(connections[index] ?? 1).toFixed(1)},${y(value).toFixed(1)}`)
      .join(" ")}"/>`;
  const key = (text: string, colour: string, place: number) =>
    `<rect x="${WIDTH - RIGHT + 20}" y="${TOP + place * LINE}" width="12" height="3" fill="${colour}"/><text x="${WIDTH - RIGHT + 38}" y="${TOP + 6 + place * LINE}">${text}</text>`;
  const lines = names.map((name, place) => {
    const colour = COLOURS[place % COLOURS.length] ?? "#000";
    return (
      line(
        sizes.map(({ costs }) => costs[name]?.buffers ?? 0),
        colour,
      ) + key(name, colour, place)
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="Pages of the database touched, by number of connections">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text x="${LEFT}" y="22" font-size="14" font-weight="600">Pages touched (8 kB each)</text>
${ticks.map((tick) => `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(tick)}" y2="${y(tick)}" stroke="#e4e4e7"/><text x="${LEFT - 8}" y="${y(tick) + 4}" text-anchor="end">${tick.toLocaleString("en")}</text>`).join("\n")}
${connections.map((at) => `<text x="${x(at)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${at.toLocaleString("en")}</text>`).join("\n")}
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">connections</text>
${line(connections, "#a1a1aa", true)}${key("one page for each connection", "#a1a1aa", names.length)}
${lines.join("\n")}
</svg>
`;
}
