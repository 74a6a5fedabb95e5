package io.runbookmemory.examples.command;

import io.runbookmemory.examples.option.SituationOptions;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.RecallView;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.Strength;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm recall}: what memory has to say. */
@Command(name = "recall", description = "Recall what solved it last time, and say why.")
public final class RecallCommand implements Callable<Integer> {

  @Option(names = "--explain", description = "Show what each score is made of.")
  private boolean explain;

  @Mixin private SituationOptions options = new SituationOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public RecallCommand() {}

  @Override
  public Integer call() {
    Situation situation = options.read(store, output);
    try (var open = store.openToReadWithModel()) {
      Recall recall = open.memory().recall(situation);
      RecallView view = new RecallView(output);
      if (output.json()) {
        output.print(RecallView.json(recall));
      } else {
        view.print(recall, situation.at(), explain);
      }
      return recall.strength() == Strength.TRIAGE ? ExitStatus.NEGATIVE : ExitStatus.OK;
    }
  }
}
