// One incident: how bad it is, what helped before, what to do, what was done.
import { get, post } from "./api.js";
import { burn } from "./budgets.js";
import { ago, announce, button, el, facts, replace, time } from "./dom.js";
import { state } from "./incidents.js";
import { markdown } from "./markdown.js";
import { planned, recalled } from "./plan.js";
import { desk } from "./run.js";

/** What the plan is asked about; an alert's name counts as it does when it comes. */
function situation(incident) {
  const place = Object.fromEntries(["service", "env"].filter((one) => incident[one]).map((one) => [one, incident[one]]));
  const alert = incident.alerts[0];
  const text = incident.title === incident.symptom ? incident.title : `${incident.title}. ${incident.symptom}`;
  return alert
    ? { ...place, alert: { labels: { alertname: alert.name, ...place }, annotations: { summary: incident.title, description: incident.symptom } } }
    : { ...place, text };
}

function head(incident) {
  return [
    el("h1", {}, incident.title),
    el("p", {}, state(incident), " ", incident.severity ? el("span", { class: "badge" }, incident.severity) : null),
    facts([
      ["service", incident.service], ["environment", incident.env], ["cluster", incident.cluster], ["namespace", incident.namespace],
      ["symptom", incident.symptom === incident.title ? null : incident.symptom],
      ["began", [time(incident.openedAt), `, ${ago(incident.openedAt)} ago`]],
      ["ended", incident.resolvedAt ? time(incident.resolvedAt) : null],
      ["cause", incident.cause], ["fix", incident.resolution],
      ["alerts", incident.alerts.map((one) => `${one.name} (${one.firing ? "firing" : "ended"})`).join(", ")],
    ]),
  ];
}

function timeline(incident) {
  return [el("h2", {}, "Timeline"), el("ol", { class: "timeline" }, incident.entries.map((one) =>
    el("li", {}, time(one.at), " ", el("span", { class: "faint" }, `${one.by}: `), one.words)))];
}

function doing(incident, say) {
  const words = el("textarea", { id: "words", rows: "2" });
  const said = () => words.value.trim();
  const must = () => {
    if (said()) return said();
    words.focus();
    throw new Error("Say it in the field first.");
  };
  const how = () => (said() ? { how: said() } : {});
  const act = (id, label, path, body, first) => button(label, { id, class: first ? "first" : null }, async () => {
    await say(path, body());
    words.value = "";
    announce(`${label}: written down`);
  });
  const isOver = incident.state === "resolved";
  return [
    el("label", { for: "words" }, "What you saw or did"), words,
    el("div", { class: "row" }, isOver ? act("reopen", "It came back", "reopening", () => ({ why: must() })) : [
      incident.acknowledgedAt ? null : act("acknowledge", "Acknowledge", "acknowledgement", () => ({}), true),
      act("mitigate", "Harm stopped", "mitigation", how),
      act("resolve", "Resolve", "resolution", how)],
    act("note", "Note", "notes", () => ({ text: must() })),
    act("cause", "Cause", "cause", () => ({ text: must() })),
    act("follow-up", "To do later", "follow-ups", () => ({ text: must() }))),
  ];
}

async function verdict(incident) {
  const all = (await get("/verdicts")).items.filter((one) => one.service === incident.service);
  const judged = incident.entries.filter((one) => one.kind === "Judged");
  return [el("h2", {}, "Verdict"),
    judged.map((one) => el("p", {}, time(one.at), ` ${one.words}`)),
    all.length ? all.map(burn) : el("p", { class: "faint" }, "No objective of this service is watched; the alert's severity alone says how urgent it is.")];
}

async function before(incident) {
  const suspects = await get(`/incidents/${incident.id}/suspects`);
  const ranked = suspects.ranked ?? [];
  return ranked.length === 0 ? [] : [el("h2", {}, "What went out before"), el("ul", {}, ranked.slice(0, 5).map((one) =>
    el("li", {}, `${Math.round(100 * one.probability)} % ${one.service ?? ""} ${one.version ?? ""}: ${one.evidence.join(", ")}`)))];
}

/** Fills a part of the page by itself: what one part lacks does not keep the others away. */
async function part(node, make) {
  try {
    replace(node, await make());
  } catch (fault) {
    replace(node, el("p", { class: "faint" }, fault.message));
  }
}

function postmortem(incident) {
  const place = el("div", {});
  return [button("First draft of the postmortem", { id: "postmortem" }, async () => {
    replace(place, markdown((await get(`/incidents/${incident.id}/postmortem`)).markdown));
  }), place];
}

export async function show(root, id) {
  const path = `/incidents/${encodeURIComponent(id)}`;
  let incident = await get(path);
  const parts = Object.fromEntries(["head", "doing", "verdict", "recalled", "plan", "suspects", "timeline", "postmortem"].map((name) => [name, el("section", {})]));
  let asked = "";
  let drawn = "";
  let plan = null;
  const run = desk(path, () => situation(incident), drawPlan);
  function draw(next) {
    incident = next;
    document.title = `${incident.title} · ARM`;
    replace(parts.head, head(incident));
    buttons();
    replace(parts.timeline, timeline(incident));
  }
  /** Those that fit; drawn anew only if others do, so that nobody loses the place where they type. */
  function buttons() {
    const key = `${incident.state} ${Boolean(incident.acknowledgedAt)}`;
    if (drawn === key) return;
    drawn = key;
    const words = parts.doing.querySelector("#words")?.value ?? "";
    replace(parts.doing, doing(incident, say));
    parts.doing.querySelector("#words").value = words;
    replace(parts.postmortem, incident.state === "resolved" ? postmortem(incident) : []);
  }
  async function say(what, body) {
    draw(await post(`${path}/${what}`, body));
  }
  function steps() {
    return planned(plan, (step, body) => say("actions", { action: step.text, memory: step.source, ...body }), run);
  }
  function drawPlan() {
    replace(parts.plan, steps());
  }
  async function think() {
    const question = JSON.stringify(situation(incident));
    if (question === asked) return;
    asked = question;
    await part(parts.plan, async () => {
      [plan] = await Promise.all([post("/plan", situation(incident)), run.read()]);
      return steps();
    });
    if (plan) replace(parts.recalled, recalled(plan.recall));
    await part(parts.suspects, () => before(incident));
  }
  draw(incident);
  root.replaceChildren(el("p", {}, el("a", { href: "#/incidents" }, "All incidents")), ...Object.values(parts));
  part(parts.verdict, () => verdict(incident));
  think();
  return async (name, data) => {
    if (name === "drafts" || (name === "incidents" && !data.more && !data.ids.includes(id))) return;
    draw(await get(path));
    await part(parts.verdict, () => verdict(incident));
    await think();
    if (plan && await run.read()) drawPlan();
  };
}
