package io.runbookmemory.bench.alerts;

import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.memory.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The daemon under load. */
@Command(
    name = "alerts",
    description = {
      "A daemon in a process of its own, on a Lucene store of many memories, is sent alerts as"
          + " Alertmanager sends them.",
      "With --kill daemons are killed amid storms, and every alert must be accounted for.",
      "Says how long it takes from the webhook to the notification with its plan, what was lost or"
          + " told twice, and the process's memory. Ends with 1 if anything was. Linux alone."
    })
public final class AlertsProgram implements Callable<Integer> {

  /** What is sent; the figures are those of the goal. */
  enum Phase {
    /** As the one below, in a process that has just started. */
    COLD(10, 30, 1, 0),
    CALM(10, 60, 1, 0),
    STEADY(200, 600, 0.05, 500),
    STORM(500, 10, 0.05, 500);

    private final double rate;
    private final double seconds;
    private final double news;
    private final int services;

    Phase(double rate, double seconds, double news, int services) {
      this.rate = rate;
      this.seconds = seconds;
      this.news = news;
      this.services = services;
    }
  }

  @Option(names = "--memories", description = "In the store (${DEFAULT-VALUE}).")
  private int memories = 100_000;

  @Option(
      names = "--phase",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.",
      split = ",")
  private List<Phase> phases = List.of(Phase.COLD, Phase.CALM, Phase.STORM);

  @Option(names = "--seconds", description = "Of each phase but the storm, instead of its own.")
  private @Nullable Double seconds;

  @Mixin private KillOptions kill = new KillOptions();

  @Option(
      names = "--daemon",
      required = true,
      split = " ",
      paramLabel = "COMMAND",
      description = "How arm is started, such as \"java -Xmx192m -jar arm-examples.jar\".")
  private List<String> daemon = List.of();

  @Option(names = "--store", paramLabel = "DIR", description = "Kept and used again.")
  private @Nullable Path kept;

  @Option(names = "--every-alert", description = "Tell of every alert: no noise control.")
  private boolean everyAlert;

  private final Table table =
      new Table(
          "phase",
          "sent",
          "told",
          "p50 ms",
          "p99 ms",
          "max ms",
          "all handled s",
          "by words",
          "RSS MiB",
          "peak MiB");

  private @Nullable DaemonProcess running;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("arm-alerts");
    if (kill.given()) {
      int status = kill.run(daemon, folder, memories);
      if (status == 0) {
        Scratch.delete(folder);
      } else {
        System.err.println("logs and ledgers are kept in " + folder);
      }
      return status;
    }
    try (Receiver receiver = new Receiver()) {
      Path store = store(folder);
      Path config = config(folder, store, receiver);
      System.out.println(Machine.here());
      int sent;
      try (AlertLoad load = new AlertLoad(() -> now().address(), 1)) {
        start(config, folder);
        sent = run(load, receiver);
      } finally {
        now().close();
      }
      Tables.print("phases", table);
      return report(store, sent, receiver);
    } finally {
      Scratch.delete(folder);
    }
  }

  private DaemonProcess now() {
    DaemonProcess process = running;
    if (process == null) {
      throw new IllegalStateException("no daemon was started");
    }
    return process;
  }

  private Path store(Path folder) throws InterruptedException {
    Path store = kept == null ? folder.resolve("memory") : kept;
    if (!Files.exists(store)) {
      new FilledStore().fill(store, memories);
    }
    return store;
  }

  private Path config(Path folder, Path store, Receiver receiver) throws IOException {
    return Files.writeString(
        folder.resolve("arm.yaml"),
        String.format(
            Locale.ROOT,
            """
            version: 1
            mode: page
            store: "lucene:%s"
            listen: {port: 0}
            queue: {most: 100000}
            noise: {enabled: %s}
            channels:
            - {name: told, kind: webhook, url: "%s", of: [page, ticket]}
            """,
            store.toAbsolutePath(),
            !everyAlert,
            receiver.address()));
  }

  private void start(Path config, Path folder) throws IOException, InterruptedException {
    running = new DaemonProcess(daemon, config, folder.resolve("daemon.log"));
    while (!now().isReady()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Returns how many alerts were sent. */
  private int run(AlertLoad load, Receiver receiver) throws IOException, InterruptedException {
    int sent = 0;
    for (Phase phase : phases) {
      double length = seconds == null || phase == Phase.STORM ? phase.seconds : seconds;
      int before = sent;
      int toldBefore = receiver.notifications();
      long begin = System.nanoTime();
      sent += load.send(phase.rate, length, phase.news, phase.services);
      long end = System.nanoTime();
      load.awaitTaken(sent, Duration.ofMinutes(5));
      awaitHandled();
      double after = (System.nanoTime() - end) / 1e9;
      Timings told = load.told(receiver, begin);
      boolean each = phase.services == 0;
      table.row(
          phase.name().toLowerCase(Locale.ROOT),
          sent - before,
          receiver.notifications() - toldBefore,
          each ? told.median() : Double.NaN,
          each ? told.percentile(99) : Double.NaN,
          each ? told.percentile(100) : Double.NaN,
          after,
          receiver.lexical(),
          now().status("VmRSS"),
          now().status("VmHWM"));
    }
    return sent;
  }

  /** Waits until nothing waits any more, at most ten minutes. */
  private void awaitHandled() throws IOException, InterruptedException {
    int quiet = 0;
    double told = -1;
    for (int i = 0; i < 6_000 && quiet < 5; i++) {
      Map<String, Double> meters = now().meters();
      double sent =
          meters.entrySet().stream()
              .filter(one -> one.getKey().startsWith("arm_daemon_notifications_total"))
              .mapToDouble(Map.Entry::getValue)
              .sum();
      boolean still = meters.getOrDefault("arm_daemon_backlog", 0.0) == 0 && sent == told;
      quiet = still ? quiet + 1 : 0;
      told = sent;
      TimeUnit.MILLISECONDS.sleep(100);
    }
    now().meters().forEach((name, value) -> System.err.println(name + " " + value));
  }

  private int report(Path store, int sent, Receiver receiver) {
    Path file = store.resolveSibling(store.getFileName() + ".ledger.db");
    try (SqliteMemoryStore ledgers = SqliteMemoryStore.open(file)) {
      LedgerAudit audit = LedgerAudit.of(ledgers.ledger(Tenant.DEFAULT));
      Tables.print(
          "accounts",
          new Table("sent", "accepted", "handled", "to tell", "told", "told twice")
              .row(
                  sent,
                  audit.accepted(),
                  audit.handled(),
                  audit.queued(),
                  receiver.notifications(),
                  receiver.doubled().size()));
      receiver.doubled().forEach(System.out::println);
      boolean whole =
          audit.handled() == audit.accepted()
              && (kept != null || sent == audit.accepted())
              && audit.sent() == audit.queued()
              && receiver.doubled().isEmpty();
      return whole ? 0 : 1;
    }
  }
}
