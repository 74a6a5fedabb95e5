// Everything by keyboard: single keys, but not while somebody types.
import { el } from "./dom.js";

const KEYS = [
  ["j", "next in the list", () => step(1)],
  ["k", "previous in the list", () => step(-1)],
  ["Enter", "open it", null],
  ["i", "incidents", () => go("#/incidents")],
  ["d", "drafts", () => go("#/drafts")],
  ["b", "budgets", () => go("#/budgets")],
  ["s", "silences", () => go("#/silences")],
  ["p", "approvals", () => go("#/approvals")],
  ["/", "search the memories", () => go("#/memories", "search")],
  ["a", "acknowledge the incident", () => press("acknowledge")],
  ["n", "write a note", () => document.getElementById("words")?.focus()],
  ["m", "say that the harm stopped", () => press("mitigate")],
  ["r", "say that it is over", () => press("resolve")],
  ["t", "dark or light", () => press("theme")],
  ["?", "these keys", () => press("keys")],
  ["Escape", "leave a field or a dialog", null],
];

function go(hash, focus) {
  location.hash = hash;
  if (focus) document.addEventListener("arm-shown", () => document.getElementById(focus)?.focus(), { once: true });
  if (focus && document.getElementById(focus)) document.getElementById(focus).focus();
}

function press(id) {
  const button = document.getElementById(id);
  if (!button) return;
  button.focus();
  button.click();
}

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (rows.length === 0) return;
  const at = rows.indexOf(document.activeElement.closest?.("[data-row]"));
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by));
  rows[next].focus();
}

export function listen() {
  document.getElementById("help-list").replaceChildren(
    ...KEYS.flatMap(([key, words]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, words)]));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "Escape" && typing && !event.target.closest("dialog")) typing.blur();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const found = KEYS.find(([key, , run]) => key === event.key && run);
    if (!found) return;
    event.preventDefault();
    found[2]();
  });
}
