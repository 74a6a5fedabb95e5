// What nobody is told of for a while; who asked for it, and why.
import { del, get, post } from "./api.js";
import { announce, button, el, replace, time } from "./dom.js";

const FIELDS = [["service", "Service"], ["env", "Environment"], ["alertname", "Alert"]];

function what(silence) {
  return Object.entries(silence.labels).map(([name, value]) => `${name}=${value}`).join(" ") || "every alert";
}

function card(silence, lift) {
  return el("li", {}, el("div", { class: "card" },
    el("strong", {}, what(silence)),
    el("span", { class: "faint" }, `${silence.by}: ${silence.reason}, until `, time(silence.to)),
    button("Lift", { id: `lift-${silence.id}`, "aria-label": `Lift the silence of ${what(silence)}` }, () => lift(silence))));
}

export async function show(root) {
  document.title = "Silences · ARM";
  const list = el("section", {});
  const input = (id, label, attributes) => [el("label", { for: id }, label), el("input", { id, type: "text", ...attributes })];
  const value = (id) => root.querySelector(`#${id}`).value.trim();
  const every = el("input", { id: "silence-all", type: "checkbox" });
  async function draw() {
    const { items } = await get("/silences");
    replace(list, items.length
      ? el("ul", { class: "cards" }, items.map((one) => card(one, lift)))
      : el("p", { class: "faint" }, "Nothing is silent."));
  }
  async function lift(silence) {
    await del(`/silences/${encodeURIComponent(silence.id)}`);
    announce(`lifted: ${what(silence)} is told of again`);
    await draw();
  }
  async function add() {
    const labels = Object.fromEntries(FIELDS.map(([name]) => [name, value(`silence-${name}`)]).filter(([, text]) => text));
    const which = every.checked ? { all: true } : { labels };
    if (!every.checked && Object.keys(labels).length === 0) throw new Error("Say which alerts: a service, an environment or an alert.");
    if (!value("silence-reason")) throw new Error("Say why, in the field Reason.");
    const added = await post("/silences", { ...which, duration: value("silence-duration"), reason: value("silence-reason") });
    for (const field of root.querySelectorAll("input[type=text]")) field.value = field.id === "silence-duration" ? "2h" : "";
    every.checked = false;
    announce(`silent: ${what(added)}`);
    await draw();
  }
  await draw();
  root.replaceChildren(el("h1", {}, "Silences"),
    el("p", { class: "faint" }, "Nobody is told of these; they are judged and written down all the same."),
    list, el("h2", {}, "Silence some alerts"),
    ...FIELDS.flatMap(([name, label]) => input(`silence-${name}`, label)),
    el("p", {}, every, " ", el("label", { for: "silence-all" }, "Every alert")),
    ...input("silence-duration", "For how long", { value: "2h" }),
    ...input("silence-reason", "Reason"),
    el("div", { class: "row" }, button("Silence", { id: "silence", class: "first" }, add)));
  return (name) => (name === "drafts" ? undefined : draw());
}
