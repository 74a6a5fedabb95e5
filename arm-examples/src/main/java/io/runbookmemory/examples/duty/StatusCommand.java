package io.runbookmemory.examples.duty;

import io.runbookmemory.examples.incident.LocalTimes;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm status}: what goes on. */
@Command(
    name = "status",
    description = {
      "Say what goes on: open incidents and who has them, what waits, what is silent.",
      "Reads the store, so that it answers though no daemon runs."
    })
public final class StatusCommand implements Callable<Integer> {

  /** Moves to the corner of a terminal and clears it. */
  private static final String CLEAR = "\u001b[H\u001b[2J";

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  @Option(names = "--watch", description = "Again and again, until it is ended.")
  private boolean watch;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "How often with --watch (default: ${DEFAULT-VALUE}).")
  private int every = 2;

  @Option(names = "--times", hidden = true, description = "End after so many with --watch.")
  private int times = Integer.MAX_VALUE;

  /** Creates the command; picocli calls it. */
  public StatusCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (every < 1 || times < 1) {
      throw output.usage("--every must be at least 1, got " + every);
    }
    Optional<LedgerStore> there = store.openLedgersToRead();
    if (there.isEmpty()) {
      print(Now.nothing(Instant.now()));
      return ExitStatus.OK;
    }
    try (LedgerStore ledgers = there.get()) {
      Now.Reader reader = new Now.Reader(ledgers.ledger(store.tenant()));
      print(reader.read(Instant.now()));
      for (int i = 1; watch && i < times && !output.isGone(); i++) {
        TimeUnit.SECONDS.sleep(every);
        print(reader.read(Instant.now()));
      }
    }
    return ExitStatus.OK;
  }

  private void print(Now now) {
    if (output.json()) {
      output.print(now.json());
      return;
    }
    if (watch) {
      output.line((Boolean.getBoolean("arm.terminal") ? CLEAR : "") + LocalTimes.second(now.at()));
    }
    now.lines().forEach(output::line);
  }
}
