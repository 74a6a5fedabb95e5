package io.runbookmemory.examples;

import io.runbookmemory.jdbc.PostgresMemoryStore;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.replica.ReplicatedMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** A process that follows a PostgreSQL store into a directory until it is killed. */
final class ReplicaDaemon {

  private ReplicaDaemon() {}

  /** Follows; prints the position that it has reached whenever that is another. */
  public static void main(String[] args) throws InterruptedException {
    try (ReplicatedMemoryStore replica = open(PostgresUnderTest.dataSource(args[0]), args[1])) {
      long printed = -1;
      while (true) {
        long position = replica.status(Tenant.DEFAULT).position();
        if (position != printed) {
          System.out.println(position);
          printed = position;
        }
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
  }

  static ReplicatedMemoryStore open(DataSource dataSource, String directory) {
    return ReplicatedMemoryStore.builder(
            () -> PostgresMemoryStore.open(dataSource),
            Path.of(directory),
            LuceneMemoryStore::open,
            InstantSource.system())
        .tenants(List.of(Tenant.DEFAULT))
        .interval(Duration.ofMillis(10))
        .answerWithin(Duration.ofSeconds(10))
        .open();
  }
}
