package io.runbookmemory.journal.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertLogTest {

  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

  private final CountingLedger ledger =
      new CountingLedger(new ExactMemoryStore().ledger(Tenant.DEFAULT));
  private final AlertLog log = new AlertLog(ledger);
  private final List<AlertRecord> all = new ArrayList<>();

  /** Counts what is read. */
  private static final class CountingLedger implements Ledger {

    private final Ledger ledger;
    private long read;

    CountingLedger(Ledger ledger) {
      this.ledger = ledger;
    }

    @Override
    public Tenant tenant() {
      return ledger.tenant();
    }

    @Override
    public List<Long> append(List<LedgerEntry> batch) {
      return ledger.append(batch);
    }

    @Override
    public AppendResult append(List<LedgerEntry> batch, Lease lease) {
      return ledger.append(batch, lease);
    }

    @Override
    public Set<LedgerStream> streams() {
      return ledger.streams();
    }

    @Override
    public List<PostedEntry> read(EntryFilter filter, long after, int pageSize) {
      List<PostedEntry> page = ledger.read(filter, after, pageSize);
      read += page.size();
      return page;
    }

    @Override
    public Optional<PostedEntry> last(EntryFilter filter) {
      return ledger.last(filter);
    }

    @Override
    public long prune(LedgerStream stream, Instant before) {
      return ledger.prune(stream, before);
    }
  }

  private void append(Instant at, int number) {
    AlertName name = new AlertName("Alert" + number % 7, "%016x".formatted(number));
    all.add(new AlertRecord(at, name, Place.UNKNOWN, Verdict.PAGE, Fate.NOTIFIED));
  }

  private void written(int from) {
    for (int i = from; i < all.size(); i += 500) {
      log.append(all.subList(i, Math.min(all.size(), i + 500)));
    }
  }

  /** Ten thousand a minute apart, of which one in twenty is late, some by weeks. */
  private void history(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      Instant at = T.plus(Duration.ofMinutes(i)).plusNanos(random.nextInt(1_000_000));
      append(random.nextInt(20) == 0 ? at.minus(Duration.ofHours(random.nextInt(500))) : at, i);
    }
    written(0);
  }

  private List<AlertRecord> between(Instant from, Instant to) {
    return all.stream()
        .filter(one -> !one.at().isBefore(from) && one.at().isBefore(to))
        .sorted(Comparator.comparing(AlertRecord::at))
        .toList();
  }

  @Test
  void aPeriodHasAllOfItsReportsHoweverLateTheyWereWritten() {
    long seed = 11;
    history(seed);
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      Instant from = T.plusSeconds(random.nextInt(600_000)).minus(Duration.ofDays(3));
      Instant to = from.plusSeconds(1 + random.nextInt(100_000));
      assertThat(log.between(from, to)).as("seed %d, %s", seed, from).isEqualTo(between(from, to));
    }
    AlertRecord one = all.get(777);
    assertThat(log.between(one.at(), one.at().plusNanos(1))).containsExactly(one);
    assertThat(log.between(one.at().plusNanos(1), one.at().plusNanos(2))).isEmpty();
  }

  @Test
  void theFirstQuestionReadsEachReportOnce() {
    history(12);

    assertThat(log.between(T, T.plus(Duration.ofDays(90)))).isNotEmpty();
    assertThat(ledger.read).isEqualTo(all.size());
  }

  @Test
  void theSecondQuestionReadsWhatMayLieInItsPeriodAlone() {
    for (int i = 0; i < 10_000; i++) {
      append(T.plus(Duration.ofMinutes(i)), i);
    }
    written(0);
    log.between(T, T.plusSeconds(60));
    ledger.read = 0;

    assertThat(log.between(T.plus(Duration.ofMinutes(5000)), T.plus(Duration.ofMinutes(5100))))
        .hasSize(100);
    assertThat(ledger.read).isLessThanOrEqualTo(2000);
  }

  @Test
  void whatIsWrittenLaterIsFoundAndWhatIsDroppedIsNot() {
    history(12);
    Instant from = T.plus(Duration.ofDays(2));
    Instant to = T.plus(Duration.ofDays(3));
    log.between(from, to);

    int before = all.size();
    for (int i = 0; i < 1500; i++) {
      append(from.plusSeconds(i), 20_000 + i);
    }
    written(before);
    assertThat(log.between(from, to)).isEqualTo(between(from, to));

    Instant cut = from.plus(Duration.ofHours(12));
    assertThat(log.prune(cut)).isPositive();
    assertThat(log.between(from, to)).isEqualTo(between(cut, to));
  }
}
