package io.runbookmemory.bench.alerts;

import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.store.ledger.Ledger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Storms amid which daemons are killed, and after each of them the accounts: every alert that was
 * acknowledged must have been accepted, handled and told once. For one thread.
 */
final class KillRounds {

  private static final int MOST_HARM = 3;
  private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final int GLANCE_MILLIS = 20;

  private final DaemonFleet fleet;
  private final Receiver receiver;
  private final Accounts accounts;
  private final StormLoad load;
  private final Random random;
  private int sent;

  /**
   * Prepares.
   *
   * @param fleet runs
   * @param receiver whom they tell
   * @param ledger theirs
   * @param seed decides on the alerts, the moments and the victims
   */
  KillRounds(DaemonFleet fleet, Receiver receiver, Ledger ledger, long seed) {
    this.fleet = fleet;
    this.receiver = receiver;
    this.accounts = new Accounts(ledger);
    this.load = new StormLoad(fleet.addresses(), seed);
    this.random = new Random(seed);
  }

  /**
   * Runs.
   *
   * @param progress is told of each round
   * @return whether all was accounted for, once each
   */
  boolean run(int rounds, int alerts, double perSecond, Consumer<String> progress)
      throws IOException, InterruptedException {
    try (load) {
      boolean whole = true;
      for (int round = 1; round <= rounds && whole; round++) {
        long begin = System.nanoTime();
        storm(alerts, perSecond);
        boolean settled = settle();
        List<String> wrong = wrong();
        whole = settled && wrong.isEmpty();
        progress.accept(
            String.format(
                "round %d: %,d alerts sent, %,d acknowledged, %d kills, %d pauses, %d outages so"
                    + " far; %.1f s%s",
                round,
                sent,
                load.acknowledged(),
                fleet.kills(),
                fleet.pauses(),
                fleet.outages(),
                (System.nanoTime() - begin) / 1e9,
                settled ? "" : "; something still waits after five minutes"));
        wrong.stream().limit(50).forEach(progress);
      }
      return whole;
    }
  }

  /** Sends a storm, and harms at random moments while it is sent and told of. */
  private void storm(int alerts, double perSecond) throws IOException, InterruptedException {
    int before = load.acknowledged() + receiver.calls();
    List<Integer> moments = new ArrayList<>();
    for (int i = random.nextInt(MOST_HARM); i >= 0; i--) {
      moments.add(random.nextInt(alerts + alerts / 4));
    }
    moments.sort(null);
    CountDownLatch under = load.send(alerts, perSecond);
    sent += alerts;
    for (int moment : moments) {
      awaitMoment(before + moment, under);
      fleet.harm(random);
    }
    under.await();
    fleet.awaitUp();
  }

  /** Waits for a moment of the storm; at the latest for its end and what is told after it. */
  private void awaitMoment(int moment, CountDownLatch under) throws InterruptedException {
    int idle = 0;
    while (load.acknowledged() + receiver.calls() < moment && idle < 50) {
      TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
      idle = under.getCount() == 0 ? idle + 1 : 0;
    }
    TimeUnit.MILLISECONDS.sleep(random.nextInt(100));
  }

  private boolean settle() throws InterruptedException {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < MOST_NANOS) {
      accounts.readOn();
      if (accounts.isSettled(load)) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(10L * GLANCE_MILLIS);
    }
    return false;
  }

  private List<String> wrong() {
    List<String> wrong = new ArrayList<>(load.refused);
    wrong.addAll(accounts.lost(load, receiver));
    wrong.addAll(accounts.doubled(receiver));
    return wrong;
  }

  /** Returns what it came to. */
  Table table(int rounds) {
    return new Table(
            "rounds",
            "kills",
            "pauses",
            "outages",
            "sent",
            "tries",
            "acknowledged",
            "in the journal",
            "handled",
            "to tell",
            "told",
            "lost",
            "doubled",
            "same key again",
            "answers s",
            "works s",
            "max s")
        .row(
            rounds,
            fleet.kills(),
            fleet.pauses(),
            fleet.outages(),
            sent,
            load.tries.get(),
            load.acknowledged(),
            accounts.accepted(),
            accounts.handled(),
            accounts.queued(),
            receiver.notifications(),
            accounts.lost(load, receiver).size(),
            accounts.doubled(receiver).size(),
            receiver.calls() - receiver.notifications(),
            median(fleet.answers),
            median(fleet.works),
            fleet.works.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN));
  }

  private static double median(Collection<Double> seconds) {
    List<Double> sorted = seconds.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }
}
