package io.runbookmemory.examples.remedy;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.remedy.action.Lessons;
import io.runbookmemory.examples.remedy.action.RemedyRoom;
import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.examples.remedy.later.FollowUps;
import io.runbookmemory.examples.remedy.turn.Waiting;
import io.runbookmemory.examples.remedy.watch.PodWatch;
import io.runbookmemory.examples.remedy.watch.WebhookSink;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.store.ledger.LedgerStore;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm remedy watch}. */
@Command(
    name = "watch",
    description = {
      "Until it is stopped: hand what is wrong with pods to the daemon's webhook as alerts, and"
          + " scale",
      "down what arm remedy scaled up, when that is due. Several may run beside each other. The",
      "daemon's token stands in ARM_WEBHOOK_TOKEN, if it has one. Ends with 3 where the pods"
          + " cannot",
      "be watched any more."
    })
final class WatchCommand implements Callable<Integer> {

  private static final Duration LOOK = Duration.ofSeconds(15);

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9393/webhooks/alertmanager",
      description = "Where arm serve takes alerts (default: ${DEFAULT-VALUE}).")
  private URI webhook = URI.create("http://127.0.0.1:9393/webhooks/alertmanager");

  @Option(names = "--once", description = "Do what is due now, and end.")
  private boolean once;

  @Mixin private ClusterOptions clusters = new ClusterOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    try (Cluster cluster = clusters.open();
        LedgerStore ledgers = store.openLedgers()) {
      RemedyRoom room = RemedyTools.room(ledgers, store.tenant(), Lessons.NONE);
      FollowUps later = RemedyTools.later(ledgers, store.tenant(), room);
      if (once) {
        later.runDue(cluster).forEach(output::line);
        return ExitStatus.OK;
      }
      try (WebhookSink sink =
              new WebhookSink(webhook, System.getenv("ARM_WEBHOOK_TOKEN"), InstantSource.system());
          PodWatch watch =
              PodWatch.begin(cluster, sink, ledgers.ledger(store.tenant()), room.clock())) {
        follow(
            watch,
            () -> later.runDue(cluster).forEach(output::line),
            output::complain,
            Waiting.SLEEP);
      }
      return ExitStatus.FAILURE;
    }
  }

  /**
   * Looks again and again until the pods cannot be watched any more. A database that is down for a
   * while ends nothing.
   */
  static void follow(PodWatch watch, Runnable due, Consumer<String> complaints, Waiting waiting) {
    while (watch.isRunning()) {
      watch.look();
      try {
        due.run();
      } catch (ArmException e) {
        complaints.accept("arm: what is due cannot be done now, tried again: " + e.getMessage());
      }
      waiting.pause(LOOK);
    }
    complaints.accept("arm: the pods cannot be watched any more, the log says why: start it again");
  }
}
