// What is recalled, with why and what differs; and the plan that is made of it.
import { button, copier, el, facts, link } from "./dom.js";

const STRENGTHS = {
  STRONG: ["good", "strong match"], POSSIBLE: ["warn", "possible match: check before you act"],
  TRIAGE: ["bad", "nothing known fits: begin with generic triage"],
};

function percent(part) {
  return `${Math.round(100 * part)} %`;
}

export function recollection(one, scored) {
  return el("li", {}, el("a", { class: "card", "data-row": true, id: `row-${one.id}`, href: `#/memories/${one.id}` },
    el("strong", {}, one.title),
    el("span", { class: "faint" }, [scored ? percent(one.relevance) : null, one.kind, one.service].filter(Boolean).join(" · ")),
    one.why.length ? el("div", {}, el("b", {}, "why "), one.why.join(", ")) : null,
    one.differs.length ? el("div", { class: "warn" }, el("b", {}, "but "), one.differs.join(", ")) : null,
    el("div", { class: "faint" }, one.excerpt.length > 300 ? `${one.excerpt.slice(0, 300)} …` : one.excerpt)));
}

export function recalled(recall) {
  const [tone, words] = STRENGTHS[recall.strength];
  return [
    el("h2", {}, "Recalled"),
    el("p", { class: tone }, el("b", {}, words), recall.degraded.length ? `, degraded: ${recall.degraded.join(", ")}` : ""),
    el("ul", { class: "cards" }, recall.recollections.map((one) => recollection(one, recall.strength !== "TRIAGE"))),
  ];
}

const TRIED = [
  ["helped", "It helped", { result: "done", effect: "mitigated" }],
  ["nothing", "No effect", { result: "done", effect: "no_effect" }],
  ["worse", "Made it worse", { result: "done", effect: "worsened" }],
  ["skipped", "Skipped", { result: "skipped" }],
];

function counts(step) {
  const known = ["tried", "helped", "harmed", "skipped"].filter((name) => step[name] > 0).map((name) => `${name} ${step[name]}`);
  return [step.origin, ...known].filter(Boolean).join(", ");
}

function shown(step, number, say, run) {
  return el("li", {},
    el("div", {}, step.text),
    step.code ? [el("pre", { tabindex: "0" }, el("code", {}, step.code)), copier(step.code, `copy-${number}`)] : null,
    el("p", { class: "faint" }, counts(step)),
    facts([
      ["careful", step.caution ? el("span", { class: "bad" }, step.caution) : null],
      ["ask", step.needsApproval ? el("span", { class: "bad" }, `${step.approver ?? "somebody"} approves: ${step.because}`) : null],
      ["does", step.effect], ["expect", step.expected], ["undo", step.rollback], ["otherwise", step.otherwise],
    ]),
    run.of(step, number),
    el("div", { class: "row", role: "group", "aria-label": `How step ${number} went` }, TRIED.map(([id, words, body]) =>
      button(words, { id: `step-${number}-${id}` }, () => say(step, body)))));
}

function heading(kind) {
  const words = kind.toLowerCase().replaceAll("_", " ");
  return words[0].toUpperCase() + words.slice(1);
}

function names(title, all, one) {
  return all?.length ? [el("h3", {}, title), el("ul", {}, all.map((it) => el("li", {}, one ? one(it) : it)))] : [];
}

/** The plan; say is called with a step and what became of it, run shows what can be carried out from here. */
export function planned(plan, say, run) {
  const kinds = [...new Set(plan.steps.map((step) => step.kind))];
  let number = 0;
  return [
    el("h2", {}, "Plan"),
    plan.because ? el("p", {}, plan.because) : null,
    plan.steps.length ? null : el("p", { class: "faint" }, "Nothing that was recalled has steps."),
    run.head(plan),
    kinds.map((kind) => [el("h3", {}, heading(kind)), el("ol", { class: "steps", start: number + 1 },
      plan.steps.filter((step) => step.kind === kind).map((step) => shown(step, ++number, say, run)))]),
    names("Beware", plan.warnings),
    names("Look at", plan.queries, (one) => [one.purpose, el("pre", { tabindex: "0" }, el("code", {}, one.query))]),
    names("Owners", plan.owners),
    names("Tell", plan.contacts, (one) => `${one.who}: ${one.why}`),
    names("Call in others", plan.escalations, (one) => `${new Date(one.at).toLocaleTimeString()}, ${one.condition}: ${one.to.join(", ") || "the next in line"}`),
    names("Read on", plan.urls, (one) => link(one, one)),
    names("Fill in yourself", plan.unfilled, (one) => `$${one}`),
  ];
}
