// What is going on, and what ended lately.
import { get } from "./api.js";
import { ago, announce, el, replace } from "./dom.js";

const ENDED = 10;

export function state(incident) {
  const word = incident.state === "open" && incident.acknowledgedAt ? "acknowledged" : incident.state;
  const tone = { open: "bad", acknowledged: "warn", mitigated: "warn", resolved: "good" }[word] ?? "";
  return el("span", { class: `badge ${tone}` }, word);
}

function card(incident) {
  const firing = incident.alerts.filter((one) => one.firing).length;
  const about = [
    incident.service, incident.env, incident.cluster,
    incident.resolvedAt ? `ended ${ago(incident.resolvedAt)} ago` : `began ${ago(incident.openedAt)} ago`,
    firing ? `${firing} firing` : null,
  ];
  return el("li", {}, el("a", {
    class: `card ${(incident.severity ?? "").toLowerCase()}`, "data-row": true,
    id: `row-${incident.id}`, href: `#/incidents/${incident.id}`,
  }, el("strong", {}, incident.title), state(incident), " ", incident.severity ? el("span", { class: "badge" }, incident.severity) : null,
  " ", el("span", { class: "faint" }, about.filter(Boolean).join(" · "))));
}

function cards(page, none) {
  return page.items.length ? el("ul", { class: "cards" }, page.items.map(card)) : el("p", { class: "faint" }, none);
}

export async function show(root) {
  let known = null;
  async function draw() {
    const [open, ended] = await Promise.all([
      get("/incidents?open=true&pageSize=100"), get(`/incidents?open=false&pageSize=${ENDED}`)]);
    const fresh = known && open.items.filter((one) => !known.has(one.id));
    if (fresh?.length) announce(`New: ${fresh.map((one) => one.title).join("; ")}`);
    known = new Set(open.items.map((one) => one.id));
    const count = `${open.items.length}${open.next ? "+" : ""}`;
    document.title = open.items.length ? `(${count}) ARM` : "ARM";
    replace(root,
      el("h1", {}, `Incidents: ${open.items.length ? count : "none"} open`),
      cards(open, "Nothing is going on."),
      el("h2", {}, "Ended lately"),
      cards(ended, "Nothing ended lately."));
  }
  await draw();
  return (name) => (name === "drafts" ? undefined : draw());
}
