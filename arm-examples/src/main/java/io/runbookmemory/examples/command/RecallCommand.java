package io.runbookmemory.examples.command;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.option.SituationOptions;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.RecallView;
import io.runbookmemory.examples.view.ReceiptView;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.recall.context.ContextBudget;
import io.runbookmemory.recall.context.ContextForm;
import io.runbookmemory.recall.context.RecallContext;
import io.runbookmemory.recall.receipt.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm recall}: what memory has to say. */
@Command(name = "recall", description = "Recall what solved it last time, and say why.")
public final class RecallCommand implements Callable<Integer> {

  @Option(
      names = "--explain",
      description = {
        "Show every candidate, what its score is made of, and what was left out and why.",
        "With --json this is the receipt, which --replay reads."
      })
  private boolean explain;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description =
          "Ask again what a receipt was given for, at its instant, and say what differs (then the"
              + " exit code is 1).")
  private @Nullable Path replay;

  @Option(
      names = "--context",
      paramLabel = "CHARS",
      arity = "0..1",
      fallbackValue = "4000",
      description =
          "Print what to put into a prompt or a chat, within so many characters (default:"
              + " ${FALLBACK-VALUE}): Markdown, or JSON with --json.")
  private @Nullable Integer context;

  @Mixin private SituationOptions options = new SituationOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public RecallCommand() {}

  @Override
  public Integer call() {
    if (context != null && context < 1) {
      throw output.usage("--context must be at least 1, got " + context);
    }
    if (replay != null) {
      return replay(read(replay));
    }
    Situation situation = options.read(store, output);
    try (var open = store.openToReadWithModel()) {
      Recall recall = open.memory().recall(situation);
      print(situation, recall);
      return recall.strength() == Strength.TRIAGE ? ExitStatus.NEGATIVE : ExitStatus.OK;
    }
  }

  private void print(Situation situation, Recall recall) {
    if (context != null) {
      ContextForm form = output.json() ? ContextForm.JSON : ContextForm.MARKDOWN;
      String text = RecallContext.render(recall, ContextBudget.characters(context), form);
      output.line(text.stripTrailing());
    } else if (output.json() && explain) {
      output.line(receipt(situation, recall).json());
    } else if (output.json()) {
      output.print(RecallView.json(recall));
    } else {
      new RecallView(output).print(recall, situation.at());
      if (explain) {
        new ReceiptView(output).explain(recall);
      }
    }
  }

  private int replay(Receipt receipt) {
    Situation situation = receipt.situation().toBuilder().tenant(store.tenant()).build();
    try (var open = store.openToReadWithModel()) {
      Receipt now = receipt(situation, open.memory().recall(situation));
      new ReceiptView(output).compare(receipt, now, output.json());
      return now.equals(receipt) ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
  }

  private static Receipt receipt(Situation situation, Recall recall) {
    return Receipt.of(situation, recall, new PatternRedactor());
  }

  private static Receipt read(Path file) {
    try {
      return Receipt.parse(Files.readString(file));
    } catch (InvalidInputException e) {
      throw e.in(file.toString());
    } catch (IOException e) {
      throw new InvalidInputException(file.toString(), "cannot be read: " + e);
    }
  }
}
