// What is remembered: by a question, by pages, and one with its history.
import { get, post, query } from "./api.js";
import { button, el, facts, replace, time } from "./dom.js";
import { markdown } from "./markdown.js";
import { recollection } from "./plan.js";

const KINDS = ["", "incident", "runbook", "note", "deployment", "pattern", "baseline", "resource", "interaction", "report"];

function card(memory) {
  const about = [memory.content.kind, memory.scope.service, memory.scope.env, memory.status.toLowerCase()];
  return el("li", {}, el("a", { class: "card", "data-row": true, id: `row-${memory.id}`, href: `#/memories/${memory.id}` },
    el("strong", {}, memory.title), el("span", { class: "faint" }, about.filter(Boolean).join(" · "))));
}

export async function show(root) {
  document.title = "Memories · ARM";
  const words = el("input", { id: "search", type: "search", "aria-label": "What is going on" });
  const kind = el("select", { id: "kind", "aria-label": "Kind, of the list" }, KINDS.map((one) => el("option", { value: one }, one || "every kind")));
  const found = el("ul", { class: "cards" });
  const more = el("div", { class: "row" });
  async function page(cursor) {
    const got = await get(query("/memories", { pageSize: 30, kind: kind.value, cursor }));
    if (!cursor) found.replaceChildren();
    found.append(...got.items.map(card));
    if (!found.firstChild) found.append(el("li", { class: "faint" }, "There is none."));
    replace(more, got.next ? button("More", { id: "more" }, () => page(got.next)) : []);
  }
  async function search() {
    if (!words.value.trim()) return page();
    const recall = await post("/query", { text: words.value.trim(), topK: 20 });
    replace(more);
    replace(found, recall.recollections.map((one) => recollection(one, recall.strength !== "TRIAGE")));
    if (!found.firstChild) found.append(el("li", { class: "faint" }, "Nothing is recalled."));
    return undefined;
  }
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter") document.getElementById("recall").click();
  });
  kind.addEventListener("change", () => {
    words.value = "";
    page();
  });
  await page();
  root.replaceChildren(el("h1", {}, "Memories"),
    el("div", { class: "row", role: "search" }, words, button("Recall", { id: "recall", class: "first" }, search), kind), found, more);
}

/** Fields as they are stored; texts as Markdown. */
function content(value) {
  if (Array.isArray(value)) return el("ul", {}, value.map((one) => el("li", {}, content(one))));
  if (value && typeof value === "object") return facts(Object.entries(value).map(([name, one]) => [name, content(one)]));
  const text = String(value);
  return text.includes("\n") ? el("div", {}, markdown(text)) : text;
}

function revision(memory) {
  return el("li", {}, el("details", {}, el("summary", {}, `Revision ${memory.version}, `, time(memory.updatedAt), `, ${memory.status.toLowerCase()}`), content(memory.content)));
}

export async function showOne(root, id) {
  const path = `/memories/${encodeURIComponent(id)}`;
  const [memory, history] = await Promise.all([get(path), get(`${path}/history`)]);
  document.title = `${memory.title} · ARM`;
  const { kind, ...rest } = memory.content;
  root.replaceChildren(
    el("p", {}, el("a", { href: "#/memories" }, "All memories")),
    el("h1", {}, memory.title),
    facts([["kind", kind], ["status", memory.status.toLowerCase()], ["service", memory.scope.service], ["environment", memory.scope.env],
      ["tags", memory.tags?.join(", ")], ["from", [memory.provenance.source, memory.provenance.key].filter(Boolean).join(" ")],
      ["trust", memory.provenance.trust?.toLowerCase()], ["written", time(memory.createdAt)], ["changed", time(memory.updatedAt)],
      ["seen", `${memory.occurrences ?? 1} ×`], ["usage", memory.usage ? content(memory.usage) : null]]),
    el("h2", {}, "What it says"), content(rest),
    el("h2", {}, "History"),
    el("p", {}, `This is revision ${memory.version}.`),
    el("ul", {}, history.items.map(revision)),
    el("details", {}, el("summary", {}, "As it is stored"), el("pre", { tabindex: "0" }, el("code", {}, JSON.stringify(memory, null, 2)))));
}
