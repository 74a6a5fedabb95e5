package io.runbookmemory.examples.run;

import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.oncall.playbook.ConditionCheck;
import io.runbookmemory.oncall.playbook.PlaybookCatalog;
import io.runbookmemory.oncall.playbook.PlaybookRunner;
import io.runbookmemory.oncall.run.PlanQueries;
import io.runbookmemory.oncall.run.PlanRun;
import io.runbookmemory.oncall.run.PlanRuns;
import io.runbookmemory.oncall.run.StepCalls;
import io.runbookmemory.oncall.run.StepOrder;
import io.runbookmemory.store.ledger.Ledger;
import java.time.InstantSource;

/**
 * The tools and playbooks that are at hand, which a step is carried out with.
 *
 * @param toolbox the tools, behind the guard
 * @param playbooks over the same tools
 */
record StepBox(GuardedToolbox toolbox, PlaybookCatalog playbooks) {

  /** Carries a step out, or looks what that would do, for as long as its tool may take. */
  PlanRun carryOut(Ledger ledger, PlanRun run, int number, StepOrder order) {
    InstantSource clock = InstantSource.system();
    PlaybookRunner runner =
        new PlaybookRunner(
            playbooks, toolbox, ConditionCheck.NONE, clock, PlaybookRunner.Pause.SLEEP);
    StepCalls calls = new StepCalls(toolbox, PlanQueries.builder(toolbox).build(), runner);
    return new PlanRuns(ledger, calls, new PatternRedactor(), clock)
        .carryOut(run, number, inItsTime(run, number, order));
  }

  private StepOrder inItsTime(PlanRun run, int number, StepOrder order) {
    StepContracts contracts = new StepContracts(toolbox.contracts(order.caller(), run.scope()));
    return new StepOrder(
        order.caller(), order.dryRun(), order.approval(), contracts.patience(run.step(number)));
  }
}
