// What waits for a second person, whoever asked for it: a client over MCP, or a step of a plan.
import { get, post } from "./api.js";
import { announce, button, el, replace, time } from "./dom.js";

const ASK_AGAIN = 5_000;

function card(one, decide) {
  const words = [el("strong", {}, one.summary),
    el("p", { class: "faint" }, `${one.by} asked for it, ${one.kind === "mcp" ? "by an assistant over MCP" : `step ${one.step} of a plan`}, until `, time(one.expires))];
  return el("li", {}, el("div", { class: "card" }, words, one.kind === "mcp"
    ? el("div", { class: "row", role: "group", "aria-label": `Decide on ${one.summary}` },
      button("Approve", { id: `approve-${one.id}`, class: "first", "aria-label": `Approve ${one.summary}` }, () => decide(one, "approval", {})),
      button("Decline", { id: `decline-${one.id}`, "aria-label": `Decline ${one.summary}` }, () => decide(one, "rejection", {})))
    : el("p", {}, el("a", { href: `#/incidents/${encodeURIComponent(one.incident)}` }, "Look at it in its incident"))));
}

export async function show(root) {
  const list = el("section", {});
  let shown = "";
  function fill({ items }) {
    const now = JSON.stringify(items);
    if (now === shown) return;
    shown = now;
    replace(list, items.length ? el("ul", { class: "cards" }, items.map((one) => card(one, decide)))
      : el("p", { class: "faint" }, "Nothing waits for a second person."));
  }
  async function decide(one, what, body) {
    fill(await post(`/approvals/${one.id}/${what}`, body));
    announce(`${what === "approval" ? "approved" : "declined"}: ${one.summary}`);
  }
  const draw = async () => fill(await get("/approvals"));
  document.title = "Approvals · ARM";
  await draw();
  root.replaceChildren(el("h1", {}, "Approvals"),
    el("p", { class: "faint" }, "What destroys waits for an admin who is another person than who asked. Calls over MCP are those of this daemon's clients."), list);
  const timer = setInterval(() => (root.isConnected ? draw().catch(() => {}) : clearInterval(timer)), ASK_AGAIN);
  return (name) => (name === "drafts" ? undefined : draw());
}
