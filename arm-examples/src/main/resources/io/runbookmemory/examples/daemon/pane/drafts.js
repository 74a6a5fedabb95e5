// What waits for an owner's word.
import { get, post } from "./api.js";
import { announce, button, el, facts, replace } from "./dom.js";
import { markdown } from "./markdown.js";

function card(draft) {
  return el("li", {}, el("a", { class: "card", "data-row": true, id: `row-${draft.id}`, href: `#/drafts/${draft.id}` },
    el("strong", {}, draft.title),
    el("span", { class: "faint" }, [draft.kind, draft.update ? "changes what is there" : "new", draft.stale ? "what it changes was changed meanwhile" : null,
      `waits for ${draft.owners.join(", ") || "nobody in particular"}`].filter(Boolean).join(" · "))));
}

export async function show(root) {
  async function draw() {
    const page = await get("/drafts?pageSize=100");
    document.title = "Drafts · ARM";
    replace(root, el("h1", {}, "Drafts"), page.items.length
      ? el("ul", { class: "cards" }, page.items.map(card))
      : el("p", { class: "faint" }, "No drafts wait."),
    page.next ? el("p", { class: "faint" }, "There are more; these come first.") : null);
  }
  await draw();
  return (name) => (name === "incidents" ? undefined : draw());
}

/** A difference, whose lines say by a sign what they are, and by colour only besides. */
function difference(diff) {
  return el("pre", { tabindex: "0", "aria-label": "What it changes" }, diff.split("\n").map((line) => {
    const tone = line.startsWith("+") ? "plus" : line.startsWith("-") ? "minus" : null;
    return el("span", { class: tone }, `${line}\n`);
  }));
}

export async function showOne(root, id) {
  const path = `/drafts/${encodeURIComponent(id)}`;
  const draft = await get(path);
  document.title = `${draft.title} · ARM`;
  const reason = el("input", { id: "reason", type: "text" });
  const text = el("textarea", { id: "text", class: "tall" });
  text.value = draft.text;
  const said = () => (reason.value.trim() ? { reason: reason.value.trim() } : {});
  const done = (words) => {
    announce(words);
    location.hash = "#/drafts";
  };
  root.replaceChildren(
    el("p", {}, el("a", { href: "#/drafts" }, "All drafts")),
    el("h1", {}, draft.title),
    facts([["kind", draft.kind], ["waits for", draft.owners.join(", ")],
      ["incident", draft.incident ? el("a", { href: `#/incidents/${draft.incident}` }, draft.incident) : null]]),
    draft.stale ? el("p", { class: "warn" }, "What it changes was changed meanwhile: approving makes it anew first.") : "",
    el("label", { for: "reason" }, "Reason"), reason,
    el("div", { class: "row" },
      button("Approve", { id: "approve", class: "first" }, async () => {
        await post(`${path}/approval`, said());
        done("approved: recalled from now on");
      }),
      button("Reject", { id: "reject" }, async () => {
        if (!reason.value.trim()) {
          reason.focus();
          throw new Error("Say why it is rejected, in the field Reason.");
        }
        await post(`${path}/rejection`, said());
        done("rejected, and not proposed again");
      })),
    el("h2", {}, "What it changes"), difference(draft.diff),
    el("h2", {}, "How it reads"), el("div", {}, markdown(draft.text)),
    el("h2", {}, "Edit"), el("label", { for: "text" }, "Text"), text,
    el("div", { class: "row" }, button("Save; it waits on", { id: "save" }, async () => {
      await post(`${path}/edit`, { text: text.value, ...said() });
      announce("saved");
      await showOne(root, id);
    })));
  return undefined;
}
