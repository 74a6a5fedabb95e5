package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.PostedEntry;
import io.runbookmemory.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for SQLite alone: its clock is each process's own. */
class SqliteLedgerTest {

  @TempDir Path directory;

  /** Appends 100 entries, from a number on. */
  static final class Appender {
    private Appender() {}

    public static void main(String[] arguments) {
      try (SqliteMemoryStore store = SqliteMemoryStore.open(Path.of(arguments[0]))) {
        int first = Integer.parseInt(arguments[1]);
        for (int number = first; number < first + 100; number++) {
          store.ledger(Tenant.DEFAULT).append(List.of(Entries.entry(number)));
        }
      }
    }
  }

  @Test
  void holdersWhoseClocksAreApartAreKeptApartByTheirTokens() {
    Path file = directory.resolve("memories.db");
    ManualClock ahead = new ManualClock(Memories.NOW.plus(Duration.ofHours(5)));
    try (SqliteMemoryStore one = SqliteMemoryStore.open(file, new ManualClock(Memories.NOW));
        SqliteMemoryStore other = SqliteMemoryStore.open(file, ahead)) {
      Lease early = Entries.granted(one.leases().acquire(Entries.claim("one")));
      Lease late = Entries.granted(other.leases().acquire(Entries.claim("other")));

      assertThat(one.ledger(Tenant.DEFAULT).append(List.of(Entries.entry(1)), early))
          .isEqualTo(new AppendResult.Fenced(early, late.token()));
      assertThat(other.ledger(Tenant.DEFAULT).append(List.of(Entries.entry(2)), late))
          .isInstanceOf(AppendResult.Appended.class);
    }
  }

  @Test
  void whatIsReleasedIsFreeThoughTheClockIsSetBack() {
    ManualClock clock = new ManualClock(Memories.NOW);
    try (SqliteMemoryStore store =
        SqliteMemoryStore.open(directory.resolve("memories.db"), clock)) {
      Lease lease = Entries.granted(store.leases().acquire(Entries.claim("one")));
      assertThat(store.leases().release(lease)).isTrue();
      clock.advance(Duration.ofDays(-2));

      assertThat(Entries.granted(store.leases().acquire(Entries.claim("other"))).token())
          .isEqualTo(2);
    }
  }

  @Test
  void whatTwoProcessesAppendStandsInOneOrder() throws Exception {
    Path file = directory.resolve("memories.db");
    try (SqliteMemoryStore store = SqliteMemoryStore.open(file);
        ForkedJvm one = ForkedJvm.start(Appender.class, file.toString(), "0");
        ForkedJvm other = ForkedJvm.start(Appender.class, file.toString(), "1000")) {
      assertThat(List.of(one.exitCode(), other.exitCode())).containsOnly(0);

      List<PostedEntry> all =
          store.ledger(Tenant.DEFAULT).read(EntryFilter.of(Entries.STREAM), 0, 1_000);
      assertThat(all).hasSize(200);
      assertThat(all).extracting(PostedEntry::position).isSorted().doesNotHaveDuplicates();
      assertThat(all.getLast().position()).isEqualTo(200);
    }
  }
}
