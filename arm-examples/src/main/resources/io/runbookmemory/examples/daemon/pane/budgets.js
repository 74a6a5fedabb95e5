// Error budgets that are watched: how fast each window burns, and what is left.
import { get, query } from "./api.js";
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

const PLOT = { left: 44, top: 8, width: WIDTH - 52, height: 84 };
const DAY = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });

/** A line over time, with its scale at the left and its ends below. */
function line(points, value, scale, label) {
  const from = new Date(points[0].at).getTime();
  const span = Math.max(1, new Date(points.at(-1).at).getTime() - from);
  const y = (one) => PLOT.top + PLOT.height * (1 - Math.min(1, Math.max(0, scale.part(one))));
  const x = (one) => PLOT.left + (PLOT.width * (new Date(one.at).getTime() - from)) / span;
  const below = PLOT.top + PLOT.height + 16;
  return svg("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${below + 6}`, role: "img", "aria-label": label },
    svg("rect", { class: "track", x: PLOT.left, y: PLOT.top, width: PLOT.width, height: PLOT.height }),
    scale.marks.map(([at, words]) => [
      svg("line", { class: "grid", x1: PLOT.left, x2: PLOT.left + PLOT.width, y1: y(at), y2: y(at) }),
      svg("text", { class: "words", x: 0, y: y(at) + 4 }, words)]),
    svg("polyline", { class: "line", points: points.map((one) => `${x(one).toFixed(1)},${y(value(one)).toFixed(1)}`).join(" ") }),
    svg("text", { class: "words", x: PLOT.left, y: below }, DAY.format(new Date(points[0].at))),
    svg("text", { class: "words end", x: PLOT.left + PLOT.width, y: below }, DAY.format(new Date(points.at(-1).at))));
}

const percent = (part) => `${Math.round(100 * part)} percent`;
const times = (rate) => `${rate.toFixed(1)} times`;

function span(points) {
  return `from ${DAY.format(new Date(points[0].at))} to ${DAY.format(new Date(points.at(-1).at))}`;
}

/** What was left of a budget, and how fast it burned, over time. */
export function course(history, recent) {
  const all = history.points;
  if (all.length < 2) return el("p", { class: "faint" }, "How it went is shown once it was judged twice.");
  const left = all.map((one) => one.budgetLeft);
  const low = Math.min(0, ...left);
  const near = recent?.points.length > 1 ? recent.points : all;
  const burns = near.map((one) => one.burn);
  return [
    el("h2", { class: "small" }, "Budget left"),
    line(all, (one) => one.budgetLeft, { part: (value) => (value - low) / (1 - low), marks: [[1, "100 %"], [0, "0 %"]] },
      `Budget left ${span(all)}: at first ${percent(left[0])}, at least ${percent(Math.min(...left))}, now ${percent(left.at(-1))}.`),
    el("h2", { class: "small" }, "Burn rate, the last six hours"),
    line(near, (one) => one.burn, { part: (value) => length(value) / length(MOST), marks: [[100, "100 ×"], [10, "10 ×"], [1, "1 ×"]] },
      `Burn rate ${span(near)}: at most ${times(Math.max(...burns))}, now ${times(burns.at(-1))}.`),
  ];
}

/** One verdict with its reasons and its chart. */
export function burn(verdict, ...more) {
  const tone = { PAGE: "bad", TICKET: "warn", LOG: "good" }[verdict.verdict] ?? "";
  return el("div", { class: "card" },
    el("strong", {}, verdict.slo),
    el("p", {}, el("span", { class: `badge ${tone}` }, verdict.known ? verdict.verdict : "unknown"), " ", verdict.summary),
    el("p", { class: "faint" }, `${verdict.service}, objective ${verdict.objective}`,
      verdict.reasons?.length ? `, because ${verdict.reasons.map((one) => one.toLowerCase().replaceAll("_", " ")).join(", ")}` : ""),
    verdict.known ? chart(verdict) : null, more);
}

const RECENT = 6 * 3600_000;

async function courses() {
  const recent = new Date(Date.now() - RECENT).toISOString();
  const [whole, near] = await Promise.all([get("/verdicts/history"), get(query("/verdicts/history", { from: recent }))]);
  const of = (all, slo) => all.items.find((one) => one.slo === slo);
  return (slo) => (of(whole, slo) ? course(of(whole, slo), of(near, slo)) : null);
}

export async function show(root) {
  async function draw() {
    const [{ items: all }, went] = await Promise.all([get("/verdicts"), courses()]);
    document.title = "Budgets · ARM";
    replace(root, el("h1", {}, "Budgets"),
      all.length ? el("ul", { class: "cards" }, all.map((one) => el("li", {}, burn(one, went(one.slo)))))
        : el("p", { class: "faint" }, "No objective is watched; see slos in the configuration."));
  }
  await draw();
  const timer = setInterval(() => (root.isConnected ? draw().catch(() => {}) : clearInterval(timer)), 30_000);
  return (name) => (name === "poll" || name === "ready" ? draw() : undefined);
}
