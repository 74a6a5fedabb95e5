package io.runbookmemory.bench.kill;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.bench.kill.Load.Step;
import io.runbookmemory.jdbc.PostgresMemoryStore;
import io.runbookmemory.jdbc.PostgresOptions;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A process of a fleet on one PostgreSQL server: four steps of its {@link Load}, then one more on a
 * tally that all processes keep by comparing and setting, and over again; now and then it searches.
 * It tells of each operation once it is acknowledged.
 */
public final class FleetDaemon {

  /** The memory whose occurrences everybody counts up. */
  static final MemoryId TALLY = MemoryId.named("fleet", "tally");

  /** A tally for so many operations, and as many steps less one. */
  static final int TURN = Step.values().length + 1;

  private static final int SEARCH_EVERY = 10;

  private final MemoryReader reader;
  private final MemoryWriter writer;
  private final Load load;

  private FleetDaemon(PostgresMemoryStore store, Load load) {
    this.reader = store.reader(Tenant.DEFAULT);
    this.writer = store.writer(Tenant.DEFAULT);
    this.load = load;
  }

  /**
   * Works until it is done or killed.
   *
   * @param arguments the JDBC URL, which daemon it is, how many operations
   */
  public static void main(String[] arguments) {
    try (HikariDataSource pool = pool(arguments[0]);
        PostgresMemoryStore store = open(pool)) {
      FleetDaemon daemon = new FleetDaemon(store, new Load(0, Integer.parseInt(arguments[1])));
      int operations = Integer.parseInt(arguments[2]);
      for (int operation = 0; operation < operations; operation++) {
        daemon.carryOut(operation);
        System.out.print(operation + "\n");
        System.out.flush();
      }
    } catch (RuntimeException e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  /** Returns connections for one process. */
  public static HikariDataSource pool(String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(2);
    pool.setConnectionTimeout(1000);
    return pool;
  }

  /** Patient enough that no call gives up while the server is away. */
  public static PostgresMemoryStore open(HikariDataSource pool) {
    return PostgresMemoryStore.open(
        pool,
        PostgresOptions.builder()
            .patience(Duration.ofMinutes(2))
            .statementTimeout(Duration.ofMinutes(1))
            .build());
  }

  /** Returns how many steps of the load there are among the first so many operations. */
  static int steps(int operations) {
    return operations / TURN * (TURN - 1) + operations % TURN;
  }

  /** Returns how many of the first so many operations count the tally up. */
  static int tallies(int operations) {
    return operations / TURN;
  }

  private void carryOut(int operation) {
    if (operation % TURN == TURN - 1) {
      UpsertResult result;
      do {
        result = writer.upsert(List.of(oneMore(reader.get(TALLY).orElseThrow())));
      } while (result instanceof UpsertResult.Conflicted);
    } else {
      load.carryOut(steps(operation), writer);
    }
    if (operation % SEARCH_EVERY == 0
        && reader.search(SearchRequest.text("everybody", Instant.EPOCH).build()).isEmpty()) {
      throw new IllegalStateException("a search must find what everybody counts on, got nothing");
    }
  }

  /** A tag of its own keeps two of the same count apart. */
  private StoredMemory oneMore(StoredMemory read) {
    Memory next =
        read.memory().toBuilder()
            .occurrences(read.memory().occurrences() + 1)
            .tags(List.of("by-" + load.writer()))
            .build();
    return new StoredMemory(next, read.passages(), read.space());
  }
}
