// Error budgets that are watched: how fast each window burns, and what is left.
import { get } from "./api.js";
import { el, replace, svg } from "./dom.js";

const LEFT = 64;
const WIDTH = 360;
const ROW = 24;
const MOST = 100; // A bar is full at 100 times the rate that just uses up the budget.

function rate(ratio, objective) {
  const target = Number(objective) > 1 ? Number(objective) / 100 : Number(objective);
  return typeof ratio === "number" && target < 1 ? ratio / (1 - target) : null;
}

/** From 0.1 to 100 times, as a logarithm: 1 and 14.4 can both be seen. */
function length(burn) {
  const part = Math.log10(Math.max(burn, 0.1) / 0.1) / Math.log10(MOST / 0.1);
  return Math.min(1, part) * (WIDTH - LEFT - 70);
}

function bar(y, name, part, words, tone) {
  const width = WIDTH - LEFT - 70;
  return [
    svg("text", { class: "words", x: 0, y: y + 15 }, name),
    svg("rect", { class: "track", x: LEFT, y: y + 3, width, height: 15 }),
    svg("rect", { class: tone, x: LEFT, y: y + 3, width: Math.max(0, part), height: 15 }),
    svg("text", { class: "words", x: LEFT + width + 6, y: y + 15 }, words),
  ];
}

function seconds(name) {
  const [, count, unit] = /^(\d+(?:\.\d+)?)([smhdw])/.exec(name) ?? [];
  return Number(count) * { s: 1, m: 60, h: 3600, d: 86400, w: 604800 }[unit];
}

function chart(verdict) {
  const windows = Object.entries(verdict.ratios ?? {}).sort(([a], [b]) => seconds(a) - seconds(b));
  const rows = windows.map(([name, ratio]) => [name, rate(ratio, verdict.objective)]);
  const left = typeof verdict.budgetLeft === "number" ? verdict.budgetLeft : null;
  const height = (rows.length + 1) * ROW + 18;
  const one = LEFT + length(1);
  const words = rows.map(([name, burn]) => `${name}: ${burn === null ? "no data" : `${burn.toFixed(1)} times`}`).join(", ");
  return svg("svg", {
    class: "chart", viewBox: `0 0 ${WIDTH} ${height}`, role: "img",
    "aria-label": `Burn rates ${words}. Budget left ${left === null ? "unknown" : `${Math.round(100 * left)} percent`}.`,
  },
  rows.map(([name, burn], row) => bar(row * ROW, name, burn === null ? 0 : length(burn), burn === null ? "no data" : `${burn.toFixed(1)} ×`,
    burn > 6 ? "bad" : burn > 1 ? "warn" : "good")),
  rows.length ? [svg("line", { class: "mark", x1: one, x2: one, y1: 0, y2: rows.length * ROW }),
    svg("text", { class: "words", x: one - 8, y: rows.length * ROW + 12 }, "1 ×")] : null,
  bar(rows.length * ROW + 14, "budget", left === null ? 0 : Math.min(1, Math.max(0, left)) * (WIDTH - LEFT - 70),
    left === null ? "no data" : `${Math.round(100 * left)} %`, left > 0.5 ? "good" : left > 0 ? "warn" : "bad"));
}

/** One verdict with its reasons and its chart. */
export function burn(verdict) {
  const tone = { PAGE: "bad", TICKET: "warn", LOG: "good" }[verdict.verdict] ?? "";
  return el("div", { class: "card" },
    el("strong", {}, verdict.slo),
    el("p", {}, el("span", { class: `badge ${tone}` }, verdict.known ? verdict.verdict : "unknown"), " ", verdict.summary),
    el("p", { class: "faint" }, `${verdict.service}, objective ${verdict.objective}`,
      verdict.reasons?.length ? `, because ${verdict.reasons.map((one) => one.toLowerCase().replaceAll("_", " ")).join(", ")}` : ""),
    verdict.known ? chart(verdict) : null);
}

export async function show(root) {
  async function draw() {
    const all = (await get("/verdicts")).items;
    document.title = "Budgets · ARM";
    replace(root, el("h1", {}, "Budgets"),
      all.length ? el("ul", { class: "cards" }, all.map((one) => el("li", {}, burn(one))))
        : el("p", { class: "faint" }, "No objective is watched; see slos in the configuration."));
  }
  await draw();
  const timer = setInterval(() => (root.isConnected ? draw().catch(() => {}) : clearInterval(timer)), 30_000);
  return (name) => (name === "poll" || name === "ready" ? draw() : undefined);
}
