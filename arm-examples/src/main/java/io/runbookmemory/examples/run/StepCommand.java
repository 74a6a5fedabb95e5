package io.runbookmemory.examples.run;

import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.oncall.run.PlanRun;
import io.runbookmemory.oncall.run.PlanRuns;
import io.runbookmemory.oncall.run.StepOrder;
import io.runbookmemory.oncall.run.StepResult;
import io.runbookmemory.oncall.run.StepWord;
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
      "A step that names a tool over memory, or a playbook of --playbooks, is called the same way.",
      "arm step --end resolved learns from the run: what helped, and a draft of the incident.",
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

    @Option(
        names = "--approval",
        paramLabel = "TOKEN",
        description = "It is carried out with the word of a second person.")
    private @Nullable String approval;

    @Option(
        names = "--approve",
        description = {
          "You are the second person: prints the token for --approval. It takes another account"
              + " and",
          "the --key of who asked."
        })
    private boolean approve;

    @Option(
        names = "--end",
        paramLabel = "EFFECT",
        description = {
          "Without a step: how it all ended, to learn from it; resolved, mitigated, no-effect,",
          "worsened."
        })
    private @Nullable String end;

    @Option(names = "--dry-run", description = "Only look what carrying it out would do.")
    private boolean dryRun;
  }

  @Parameters(index = "0", arity = "0..1", paramLabel = "N", description = "The step's number.")
  private @Nullable Integer number;

  @ArgGroup private @Nullable Word word;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "What was observed; with --end what ended it.")
  private String note = "";

  @Option(names = "--approved-by", paramLabel = "WHO", description = "Who agreed to it.")
  private @Nullable String approvedBy;

  @Option(names = "--run", paramLabel = "ID", description = "Which run (default: the last one).")
  private @Nullable UUID id;

  @Mixin private RunOptions where = new RunOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private StepTools tools = new StepTools();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public StepCommand() {}

  @Override
  public Integer call() {
    Effect effect = effect("--done", word == null ? null : word.done);
    Effect end = effect("--end", word == null ? null : word.end);
    if (number == null && word != null && end == null) {
      throw output.usage("say which step, such as arm step 2 --done");
    }
    if (number != null && end != null) {
      throw output.usage("--end is of the whole run: say arm step --end without a number");
    }
    try (RunRoom room = RunRoom.open(store, where)) {
      Optional<PlanRun> found = id == null ? room.runs().last() : room.runs().find(id);
      if (found.isEmpty()) {
        output.complain("arm: there is no such run: start one with arm plan --start");
        return ExitStatus.NEGATIVE;
      }
      if (end != null) {
        return new RunEnd(store, output).learn(found.get(), end, note, tools.catalog());
      }
      if (number != null && word != null && word.approve) {
        return agreed(room, found.get(), number);
      }
      PlanRun run = number == null ? found.get() : told(room, found.get(), number, effect);
      if (output.json()) {
        output.print(RunView.json(run));
      } else {
        RunView.print(output, run);
      }
      return number == null || went(run, number) ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
  }

  private int agreed(RunRoom room, PlanRun run, int step) {
    String token = tools.approve(room, store, run, step);
    if (output.json()) {
      output.print(Output.object().put("approval", token));
    } else {
      output.line(token);
    }
    return ExitStatus.OK;
  }

  private @Nullable Effect effect(String option, @Nullable String said) {
    if (said == null || said.isEmpty()) {
      return null;
    }
    for (Effect effect : Effect.values()) {
      if (effect.name().equalsIgnoreCase(said.replace('-', '_'))) {
        return effect;
      }
    }
    throw output.usage(
        option + " takes resolved, mitigated, no_effect or worsened, got \"" + said + "\"");
  }

  private PlanRun told(RunRoom room, PlanRun run, int step, @Nullable Effect effect) {
    if (word == null) {
      return tools.carryOut(room, store, run, step, StepOrder.by(RunRoom.caller()));
    }
    if (word.approval != null) {
      StepOrder order = StepOrder.by(RunRoom.caller()).approvedBy(word.approval);
      return tools.carryOut(room, store, run, step, order);
    }
    if (word.dryRun) {
      return tools.carryOut(room, store, run, step, StepOrder.preview(RunRoom.caller()));
    }
    PlanRuns runs = room.runs();
    StepWord said = new StepWord(RunRoom.caller(), note, approvedBy);
    if (word.done != null) {
      return runs.done(run, step, said, effect);
    }
    if (word.failed) {
      return runs.failed(run, step, said);
    }
    if (word.skip) {
      return runs.skipped(run, step, said);
    }
    throw output.usage("say what became of step " + step + ": --done, --failed or --skip");
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
