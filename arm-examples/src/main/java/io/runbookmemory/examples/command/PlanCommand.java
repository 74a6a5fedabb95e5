package io.runbookmemory.examples.command;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.examples.option.SituationOptions;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.playbook.PlaybookOption;
import io.runbookmemory.examples.run.StartOptions;
import io.runbookmemory.examples.slo.BudgetOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.PlanView;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.page.PlanText;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.context.ContextForm;
import io.runbookmemory.slo.Classification;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm plan}: what to do next. */
@Command(
    name = "plan",
    description = "Recall, judge the error budget if a series is given, and print what to do.")
public final class PlanCommand implements Callable<Integer> {

  @ArgGroup(exclusive = false)
  private @Nullable BudgetOptions budget;

  @Option(names = "--markdown", description = "Print Markdown, for a ticket or a chat.")
  private boolean markdown;

  @Mixin private PlaybookOption playbooks = new PlaybookOption();
  @Mixin private StartOptions start = new StartOptions();
  @Mixin private SituationOptions options = new SituationOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public PlanCommand() {}

  @Override
  public Integer call() {
    if (budget != null) {
      budget.check(output);
    }
    Situation situation = options.read(store, output);
    Classification classification = budget == null ? null : budget.classify(output);
    try (var open = store.openToReadWithModel();
        RunbookMemory memory =
            open.planning(playbooks.planner(open.store().reader(store.tenant())))) {
      ActionPlan plan = memory.plan(situation, classification);
      if (output.json()) {
        output.print(PlanView.json(plan));
      } else if (markdown) {
        output.line(PlanText.render(plan, ContextForm.MARKDOWN).stripTrailing());
      } else {
        new PlanView(output).print(plan);
      }
      start.keep(plan, situation, store, output);
      return plan.steps().isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
    }
  }
}
