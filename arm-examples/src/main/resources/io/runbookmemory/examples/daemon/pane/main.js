// The page: which view is shown, who has signed in, and what is said of the connection.
import * as api from "./api.js";
import * as approvals from "./approvals.js";
import * as budgets from "./budgets.js";
import { complain, el } from "./dom.js";
import * as drafts from "./drafts.js";
import * as incident from "./incident.js";
import * as incidents from "./incidents.js";
import * as keys from "./keys.js";
import * as live from "./live.js";
import * as memories from "./memories.js";
import * as silences from "./silences.js";

const VIEWS = {
  incidents: [incidents.show, incident.show],
  drafts: [drafts.show, drafts.showOne],
  memories: [memories.show, memories.showOne],
  budgets: [budgets.show, budgets.show],
  silences: [silences.show, silences.show],
  approvals: [approvals.show, approvals.show],
};
const STATES = { live: "live", lost: "connection lost, asking every 5 s", locked: "signed out" };

const main = document.getElementById("main");
const login = document.getElementById("login");
let current = null;
let connection = null;

async function show(focus) {
  const [name, id] = location.hash.replace(/^#\//, "").split("/").map(decodeURIComponent);
  const view = Object.hasOwn(VIEWS, name) ? name : "incidents";
  for (const one of document.querySelectorAll("nav a")) {
    if (one.dataset.view === view) one.setAttribute("aria-current", "page");
    else one.removeAttribute("aria-current");
  }
  complain("");
  const root = el("div", {}, el("p", { class: "faint" }, "Loading …"));
  main.replaceChildren(root);
  if (focus) main.focus();
  current = null;
  try {
    const shown = await VIEWS[view][id ? 1 : 0](root, id);
    if (main.contains(root)) {
      current = shown;
      document.dispatchEvent(new CustomEvent("arm-shown"));
    }
  } catch (fault) {
    if (main.contains(root)) root.replaceChildren(el("h1", {}, "This cannot be shown"), el("p", {}, String(fault.message)));
  }
}

async function update(name, data) {
  try {
    if (name !== "incidents") await waiting();
    await current?.(name, data);
  } catch (fault) {
    if (fault.status !== 401 && fault.status !== 0) complain(fault);
  }
}

async function waiting() {
  const page = await api.get("/drafts?pageSize=100").catch((fault) => {
    if (fault.status === 503) return { items: [] }; // Memory is off.
    throw fault;
  });
  document.getElementById("waiting").textContent = page.items.length ? `(${page.items.length}${page.next ? "+" : ""})` : "";
}

function onState(state) {
  const shown = document.getElementById("connection");
  shown.textContent = STATES[state];
  shown.classList.toggle("lost", state !== "live");
}

function askWho(why) {
  document.getElementById("login-why").textContent = why ?? "";
  if (!login.open) login.showModal();
  document.getElementById("token").focus();
}

function begin() {
  document.getElementById("leave").hidden = !api.token();
  connection?.restart();
  return show(false);
}

function signing() {
  document.addEventListener("arm-login", (event) => askWho(event.detail));
  document.getElementById("login-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const field = document.getElementById("token");
    api.setToken(field.value.trim());
    field.value = "";
    login.close();
    begin();
  });
  document.getElementById("leave").addEventListener("click", () => {
    api.setToken("");
    begin();
  });
}

function theming() {
  const button = document.getElementById("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const label = () => { button.textContent = isDark() ? "Light" : "Dark"; };
  button.addEventListener("click", () => {
    const chosen = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = chosen;
    try {
      localStorage.setItem("arm-theme", chosen);
    } catch {
      // In a frame the browser may keep nothing: the choice holds until the page is left.
    }
    label();
  });
  dark.addEventListener("change", label);
  label();
}

document.getElementById("keys").addEventListener("click", () => document.getElementById("help").showModal());
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", () => show(true));
signing();
theming();
keys.listen();
begin();
connection = live.listen(onState, update);
