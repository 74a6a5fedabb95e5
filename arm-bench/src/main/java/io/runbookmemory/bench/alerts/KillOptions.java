package io.runbookmemory.bench.alerts;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.bench.kill.FleetDaemon;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.jdbc.PostgresMemoryStore;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.testkit.server.LocalPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** Daemons that are killed amid storms instead of measured. */
final class KillOptions {

  @Option(
      names = "--kill",
      description = {
        "Kill daemons at random moments of storms, start them again, and look whether each alert"
            + " that was acknowledged was handled and told once.",
      })
  private boolean kill;

  @Option(
      names = "--daemons",
      description =
          "With --kill: how many (${DEFAULT-VALUE}); more than one on a PostgreSQL server of the"
              + " machine's own binaries, where they are also stopped for longer than a lease.")
  private int daemons = 1;

  @Option(
      names = "--outages",
      description =
          "With --kill and several daemons: every second harm is a crash of the database, which is"
              + " back after ten seconds. Each daemon has a copy and a spool then.")
  private boolean outages;

  @Option(names = "--rounds", description = "With --kill: how many storms (${DEFAULT-VALUE}).")
  private int rounds = 20;

  @Option(names = "--storm", description = "With --kill: alerts in a storm (${DEFAULT-VALUE}).")
  private int storm = 2_000;

  @Option(names = "--rate", description = "With --kill: alerts a second (${DEFAULT-VALUE}).")
  private double rate = 300;

  @Option(names = "--seed", description = "With --kill: decides on it all (${DEFAULT-VALUE}).")
  private long seed = 1;

  boolean given() {
    return kill;
  }

  /**
   * Runs.
   *
   * @param command how {@code arm} is started
   * @param folder empty
   * @param memories in the store
   */
  int run(List<String> command, Path folder, int memories)
      throws IOException, InterruptedException {
    if (daemons == 1) {
      Path store = folder.resolve("memory");
      new FilledStore().fill(store, memories);
      Path file = store.resolveSibling(store.getFileName() + ".ledger.db");
      try (SqliteMemoryStore ledgers = SqliteMemoryStore.open(file)) {
        DaemonFleet fleet = new DaemonFleet(command, folder, null);
        return run(fleet, "lucene:" + store, ledgers.ledger(Tenant.DEFAULT));
      }
    }
    LocalPostgres launched = LocalPostgres.launch().orElse(null);
    if (launched == null) {
      System.err.println("PostgreSQL is needed: apt-get install postgresql-15");
      return 3;
    }
    try (LocalPostgres server = launched) {
      String url = server.url() + "&user=" + LocalPostgres.USER;
      try (HikariDataSource pool = FleetDaemon.pool(url);
          PostgresMemoryStore store = FleetDaemon.open(pool)) {
        new FilledStore().fill(store, memories);
        String shared = url + "&socketTimeout=20";
        DaemonFleet fleet = new DaemonFleet(command, folder, outages ? outage(server) : null);
        return run(fleet, shared, store.ledger(Tenant.DEFAULT));
      }
    }
  }

  private static DaemonFleet.Outage outage(LocalPostgres server) {
    return () -> {
      server.crash();
      TimeUnit.SECONDS.sleep(10);
      server.restart();
    };
  }

  private int run(DaemonFleet daemonsToBe, String store, Ledger ledger)
      throws IOException, InterruptedException {
    boolean whole;
    try (Receiver receiver = new Receiver();
        DaemonFleet fleet = daemonsToBe) {
      for (int i = 0; i < daemons; i++) {
        fleet.start(store, receiver);
      }
      KillRounds kills = new KillRounds(fleet, receiver, ledger, seed);
      whole = kills.run(rounds, storm, rate, System.err::println);
      System.out.println(Machine.here());
      System.out.println("seed " + seed);
      Tables.print("kills", kills.table(rounds));
    }
    return whole ? 0 : 1;
  }
}
