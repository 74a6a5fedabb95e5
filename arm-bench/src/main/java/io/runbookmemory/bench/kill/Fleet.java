package io.runbookmemory.bench.kill;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.jdbc.PostgresMemoryStore;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.testkit.server.LocalPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Processes that share one PostgreSQL server, and the look at what they leave. With faults one of
 * them is killed amid its work, and another takes over; then the server is ended as by a crash, and
 * started again.
 */
public final class Fleet {

  private final LocalPostgres server;
  private final Path directory;
  private final int daemons;
  private final int operations;
  private final List<FleetMember> members = new ArrayList<>();
  private double slowestRecovery = Double.NaN;

  /**
   * Prepares a fleet.
   *
   * @param server an empty one
   * @param directory for what the processes complain of
   * @param daemons how many there are
   * @param operations how many each does
   */
  public Fleet(LocalPostgres server, Path directory, int daemons, int operations) {
    this.server = server;
    this.directory = directory;
    this.daemons = daemons;
    this.operations = operations;
  }

  private String url() {
    return server.url() + "&user=" + LocalPostgres.USER;
  }

  /**
   * Lets them work.
   *
   * @param faults whether to kill and crash
   * @param progress is told now and then
   * @return what it came to
   */
  public FleetReport run(boolean faults, Consumer<String> progress) throws Exception {
    try (HikariDataSource pool = FleetDaemon.pool(url());
        PostgresMemoryStore store = FleetDaemon.open(pool)) {
      store
          .writer(Tenant.DEFAULT)
          .upsert(
              List.of(
                  Load.memory(Load.SHARED, "everybody counts on it"),
                  Load.memory(FleetDaemon.TALLY, "the tally")));
      long begin = System.nanoTime();
      try {
        for (int i = 0; i < daemons; i++) {
          start();
        }
        if (faults) {
          trouble(progress);
        }
        for (FleetMember member : List.copyOf(members)) {
          member.await();
          progress.accept(member + " did " + member.acknowledged() + " operations");
        }
      } finally {
        members.forEach(FleetMember::kill);
      }
      return report((System.nanoTime() - begin) / 1e9, store.reader(Tenant.DEFAULT));
    }
  }

  private FleetMember start() throws IOException {
    FleetMember member = FleetMember.start(url(), members.size(), operations, directory);
    members.add(member);
    return member;
  }

  private void trouble(Consumer<String> progress) throws Exception {
    FleetMember victim = members.getFirst();
    waitForAll(operations / 4);
    victim.kill();
    start();
    progress.accept("killed " + victim + " after " + victim.acknowledged() + " operations");
    waitForAll(operations / 2);
    server.crash();
    server.restart();
    long back = System.nanoTime();
    progress.accept("crashed the server and started it again");
    slowestRecovery = 0;
    for (FleetMember member : members) {
      if (member != victim) {
        slowestRecovery = Math.max(slowestRecovery, member.firstAfter(back));
      }
    }
  }

  /** Waits until all of the first have done so many operations, or end. */
  private void waitForAll(int wanted) throws InterruptedException {
    for (FleetMember member : members.subList(1, daemons)) {
      while (member.acknowledged() < wanted && member.isAlive()) {
        Thread.sleep(5);
      }
    }
  }

  private FleetReport report(double seconds, MemoryReader reader) throws InterruptedException {
    int[] steps =
        members.stream().mapToInt(each -> FleetDaemon.steps(each.acknowledged())).toArray();
    Audit audit = new Audit();
    audit.check(0, steps, reader);
    List<String> lost = new ArrayList<>(audit.lost());
    long least = members.stream().mapToLong(each -> FleetDaemon.tallies(each.acknowledged())).sum();
    long most =
        least
            + members.stream()
                .filter(each -> each.acknowledged() < operations)
                .filter(each -> each.acknowledged() % FleetDaemon.TURN == FleetDaemon.TURN - 1)
                .count();
    long tally = reader.get(FleetDaemon.TALLY).orElseThrow().memory().occurrences() - 1;
    if (tally < least || tally > most) {
      lost.add("the tally is %d, must be %d to %d".formatted(tally, least, most));
    }
    List<String> failed = new ArrayList<>();
    for (FleetMember member : members) {
      member.failure().ifPresent(failed::add);
    }
    long acknowledged = members.stream().mapToLong(FleetMember::acknowledged).sum();
    return new FleetReport(acknowledged, seconds, lost, audit.half(), failed, slowestRecovery);
  }
}
