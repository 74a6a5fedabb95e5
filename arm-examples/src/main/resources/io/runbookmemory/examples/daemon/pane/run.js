// A plan that is carried out: what each step would do, did, and waits for.
import { get, post } from "./api.js";
import { ago, announce, button, el, time } from "./dom.js";

const DONE = ["succeeded", "timed_out"];

/** Whether a step was carried out, or may have been. */
function ran(step) {
  return step.results.some((one) => !one.dryRun && DONE.includes(one.state));
}

function outcome(one) {
  const words = one.state.replaceAll("_", " ");
  return [el("p", { class: "faint" }, `${one.dryRun ? "dry run " : ""}${words}, ${one.by}, ${ago(one.at)} ago`),
    one.words && one.state !== "waits" ? el("pre", { tabindex: "0" }, el("code", {}, one.words)) : null];
}

/**
 * The run of an incident's plan.
 * situation tells what the plan is of, drawn is called when something changed.
 */
export function desk(path, situation, drawn) {
  let run = null;
  const known = (step) => run?.steps.find((one) => one.text === step.text && (one.code ?? "") === (step.code ?? "") && one.source === step.source);
  async function read() {
    const before = JSON.stringify(run);
    run = (await get(`${path}/runs`)).items[0] ?? null;
    return JSON.stringify(run) !== before;
  }
  async function act(step, what, words) {
    run = await post(`/runs/${run.id}/steps/${step.step}/${what}`, {});
    const last = run.steps[step.step - 1].results.at(-1);
    announce(`${words}: ${last?.state.replaceAll("_", " ") ?? "done"}`);
    drawn();
  }
  function buttons(step, number) {
    const looks = step.does === "read_only";
    const press = (what, words, label, first) => button(words, { id: `step-${number}-${what}`, class: first ? "first" : null, "aria-label": `${words}, step ${number}` }, () => act(step, what, label));
    return el("div", { class: "row", role: "group", "aria-label": `Carry out step ${number}` },
      looks ? null : press("preview", "Dry run", "dry run"),
      step.waits ? press("approval", "Approve", "approval", true) : null,
      step.waits ? press("rejection", "Decline", "decline") : null,
      step.waits || (ran(step) && !looks) ? null : press("call", looks ? "Look" : "Run", looks ? "look" : "run", Boolean(step.approved)));
  }
  function standing(step) {
    if (step.waits) return el("p", { class: "warn" }, `Waits for a second person until `, time(step.waits.expires), `: ${step.waits.by} asked for “${step.waits.summary}”`);
    if (step.approved) return el("p", { class: "good" }, `${step.approved.by} agreed: ${step.approved.for} runs it, until `, time(step.approved.expires));
    return null;
  }
  /** What the plan shows of a step. */
  function of(planned, number) {
    const step = known(planned);
    if (!step) return [];
    return [step.does ? buttons(step, number) : null, standing(step), step.results.length ? outcome(step.results.at(-1)) : []];
  }
  /** What stands above the steps. */
  function head(plan) {
    if (run) return el("p", { class: "faint" }, `${run.startedBy} began to carry this out ${ago(run.startedAt)} ago.`);
    if (plan.steps.length === 0) return null;
    return button("Carry it out from here", { id: "start-run" }, async () => {
      run = await post(`${path}/runs`, situation());
      announce("begun: steps that tools can do have buttons now");
      drawn();
    });
  }
  return { read, of, head };
}
