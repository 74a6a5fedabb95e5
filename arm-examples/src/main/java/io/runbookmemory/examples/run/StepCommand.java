package io.runbookmemory.examples.run;

import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.playbook.AuditOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.oncall.run.PlanRun;
import io.runbookmemory.oncall.run.PlanRuns;
import io.runbookmemory.oncall.run.StepOrder;
import io.runbookmemory.oncall.run.StepResult;
import io.runbookmemory.oncall.run.StepWord;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm step}: go on with a plan that was started. */
@Command(
    name = "step",
    description = {
      "Show where you are in the plan that arm plan --start began, and go on with it.",
      "arm step 2 asks the query of step 2 through the guard, of --prometheus. What no tool does",
      "you do yourself, then say arm step 3 --done mitigated, or --failed, or --skip.",
      "Exit code 1 if there is no run, or a query was not answered."
    })
public final class StepCommand implements Callable<Integer> {

  /** What a person says of a step; one of them. */
  static final class Word {
    @Option(
        names = "--done",
        paramLabel = "EFFECT",
        arity = "0..1",
        fallbackValue = "",
        description = "It was done; what it did: resolved, mitigated, no_effect, worsened.")
    private @Nullable String done;

    @Option(names = "--failed", description = "It was tried and did not work.")
    private boolean failed;

    @Option(names = "--skip", description = "It is passed over.")
    private boolean skip;

    @Option(names = "--dry-run", description = "Only look what carrying it out would do.")
    private boolean dryRun;
  }

  @Parameters(index = "0", arity = "0..1", paramLabel = "N", description = "The step's number.")
  private @Nullable Integer number;

  @ArgGroup private @Nullable Word word;

  @Option(names = "--note", paramLabel = "TEXT", description = "What was observed.")
  private String note = "";

  @Option(names = "--approved-by", paramLabel = "WHO", description = "Who agreed to it.")
  private @Nullable String approvedBy;

  @Option(names = "--run", paramLabel = "ID", description = "Which run (default: the last one).")
  private @Nullable UUID id;

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description = "Where PromQL is asked; with the token in ARM_PROMETHEUS_TOKEN, if set.")
  private @Nullable URI prometheus;

  @Mixin private RunOptions where = new RunOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private AuditOptions audit = new AuditOptions();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public StepCommand() {}

  @Override
  public Integer call() {
    Effect effect = effect();
    if (number == null && word != null) {
      throw output.usage("say which step, such as arm step 2 --done");
    }
    try (RunRoom room = RunRoom.open(store, where, audit, prometheus)) {
      PlanRuns runs = room.runs();
      Optional<PlanRun> found = id == null ? runs.last() : runs.find(id);
      if (found.isEmpty()) {
        output.complain("arm: there is no such run: start one with arm plan --start");
        return ExitStatus.NEGATIVE;
      }
      PlanRun run = number == null ? found.get() : told(runs, found.get(), number, effect);
      if (output.json()) {
        output.print(RunView.json(run));
      } else {
        RunView.print(output, run);
      }
      return number == null || went(run, number) ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
  }

  private @Nullable Effect effect() {
    String done = word == null || word.done == null ? "" : word.done;
    if (done.isEmpty()) {
      return null;
    }
    for (Effect effect : Effect.values()) {
      if (effect.name().equalsIgnoreCase(done.replace('-', '_'))) {
        return effect;
      }
    }
    throw output.usage(
        "--done takes resolved, mitigated, no_effect or worsened, got \"" + done + "\"");
  }

  private PlanRun told(PlanRuns runs, PlanRun run, int step, @Nullable Effect effect) {
    if (word == null) {
      return runs.carryOut(run, step, StepOrder.by(RunRoom.caller()));
    }
    if (word.dryRun) {
      return runs.carryOut(run, step, StepOrder.preview(RunRoom.caller()));
    }
    StepWord said = new StepWord(RunRoom.caller(), note, approvedBy);
    if (word.done != null) {
      return runs.done(run, step, said, effect);
    }
    return word.failed ? runs.failed(run, step, said) : runs.skipped(run, step, said);
  }

  private static boolean went(PlanRun run, int step) {
    return run.latest(step)
        .filter(
            it ->
                !(it instanceof StepResult.Called called)
                    || called.end() == StepResult.End.SUCCEEDED)
        .isPresent();
  }
}
