package io.runbookmemory.testkit.ledger;

import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.ledger.Entries.STREAM;
import static io.runbookmemory.testkit.ledger.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.PostedEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads at once: nothing is missed, nothing doubled, and nobody holds what another does. */
interface LedgerConcurrencyContract extends LeaseContract {

  int THREADS = 4;

  /** Runs the same work on several threads, and fails as the first of them does. */
  private static void together(IntConsumer work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        running.add(threads.submit(() -> work.accept(thread)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  default void aFollowerMissesNothingThatManyAppend() throws Exception {
    AtomicInteger writing = new AtomicInteger(THREADS - 1);
    List<PostedEntry> followed = new ArrayList<>();

    together(
        thread -> {
          if (thread == 0) {
            follow(writing, followed);
          } else {
            try {
              for (long i = 0; i < 40; i++) {
                long first = 1000L * thread + 2 * i;
                ledger().append(List.of(entry(first), entry(first + 1)));
              }
            } finally {
              writing.decrementAndGet();
            }
          }
        });

    assertThat(followed).hasSize(80 * (THREADS - 1)).isEqualTo(all());
  }

  private void follow(AtomicInteger writing, List<PostedEntry> followed) {
    boolean last;
    do {
      last = writing.get() == 0;
      List<PostedEntry> page;
      do {
        long position = followed.isEmpty() ? 0 : followed.getLast().position();
        page = ledger().read(EntryFilter.of(STREAM), position, 7);
        assertThat(page).allMatch(posted -> posted.position() > position);
        followed.addAll(page);
      } while (!page.isEmpty());
    } while (!last);
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  default void whatManyAppendAtOnceStandsOnce() throws Exception {
    List<List<Long>> positions = Collections.synchronizedList(new ArrayList<>());
    List<LedgerEntry> batch = Entries.entries(0, 30);

    together(thread -> positions.add(ledger().append(batch)));

    assertThat(entries()).isEqualTo(batch);
    assertThat(positions).hasSize(THREADS).containsOnly(positions.getFirst());
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  default void ofManyWhoClaimOneAtATimeHolds() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    List<Long> tokens = Collections.synchronizedList(new ArrayList<>());

    together(
        thread -> {
          for (int granted = 0; granted < 10; ) {
            Acquisition acquired = leases().acquire(LeaseContract.claim("by " + thread, HOUR));
            if (acquired instanceof Acquisition.Granted mine) {
              assertThat(inside.incrementAndGet()).as("holders").isEqualTo(1);
              tokens.add(mine.lease().token());
              inside.decrementAndGet();
              assertThat(leases().release(mine.lease())).isTrue();
              granted++;
            } else {
              Thread.onSpinWait();
            }
          }
        });

    assertThat(tokens).hasSize(10 * THREADS).isSorted().doesNotHaveDuplicates();
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  default void nothingOfAnOlderHolderComesAfterANewerOnes() throws Exception {
    together(
        thread -> {
          // Over before its holder has done with it.
          Claim claim = LeaseContract.claim("by " + thread, MOMENT.multipliedBy(5));
          for (int round = 0; round < 8; round++) {
            Acquisition acquired = leases().acquire(claim);
            if (acquired instanceof Acquisition.Granted mine) {
              for (int i = 0; i < 8; i++) {
                appendAs(mine.lease(), 1000L * thread + 10L * round + i);
                pass(MOMENT);
              }
            } else {
              pass(MOMENT);
            }
          }
        });

    List<Long> tokens =
        all().stream().map(posted -> Long.valueOf(posted.entry().subject())).toList();
    assertThat(tokens).isNotEmpty().isSorted();
  }

  private void appendAs(Lease lease, long number) {
    String token = Long.toString(lease.token());
    LedgerEntry entry = new LedgerEntry(Entries.id(number), STREAM, "worked", NOW, token, "{}");
    ledger().append(List.of(entry), lease);
  }
}
