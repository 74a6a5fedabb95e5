package io.runbookmemory.replay.engine;

import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.incident.SliRows;
import io.runbookmemory.slo.BurnRateMonitor;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One series as it comes in, and the incidents that look at it. Only its next sample is held. Rows
 * before an incident's window fill its budget, as they had then; after the last window it ends.
 */
final class SampleStream implements Comparable<SampleStream>, AutoCloseable {

  /** An incident that looks at the series while its window is open. */
  static final class Watch {
    final IncidentRun run;
    final RecordedSli sli;
    Verdict said = Verdict.LOG;

    Watch(IncidentRun run, RecordedSli sli) {
      this.run = run;
      this.sli = sli;
    }
  }

  final BurnRateMonitor monitor;
  private final int order;
  private final List<Watch> all = new ArrayList<>();
  private final List<Watch> open = new ArrayList<>();
  private int opened;
  private SliRows.@Nullable Cursor rows;
  private SliSample next = new SliSample(Instant.EPOCH, 0, 0);

  SampleStream(BurnRateMonitor monitor, int order) {
    this.monitor = monitor;
    this.order = order;
  }

  void watch(IncidentRun run, RecordedSli sli) {
    all.add(new Watch(run, sli));
  }

  /** Reads the first sample. Returns whether there is one. */
  boolean begin() {
    all.sort(Comparator.comparing(watch -> watch.run.incident.from()));
    rows = all.getFirst().sli.open();
    return advance();
  }

  /** Goes on to the next sample. Returns false if there is none that anybody looks at. */
  boolean advance() {
    SliRows.Cursor cursor = rows;
    Optional<SliSample> read =
        cursor == null || (open.isEmpty() && opened == all.size())
            ? Optional.empty()
            : cursor.next();
    if (read.isEmpty()) {
      close();
      return false;
    }
    next = read.get();
    return true;
  }

  Instant at() {
    return next.at();
  }

  /** Counts the sample, and returns who looks at it. */
  List<Watch> happens() {
    monitor.add(next);
    Instant now = next.at();
    while (opened < all.size() && !all.get(opened).run.incident.from().isAfter(now)) {
      open.add(all.get(opened++));
    }
    if (!open.isEmpty()) {
      open.removeIf(watch -> watch.run.incident.to().isBefore(now));
    }
    return open;
  }

  @Override
  public int compareTo(SampleStream other) {
    int byTime = next.at().compareTo(other.next.at());
    return byTime == 0 ? Integer.compare(order, other.order) : byTime;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return order;
  }

  @Override
  public void close() {
    SliRows.Cursor cursor = rows;
    rows = null;
    if (cursor != null) {
      cursor.close();
    }
  }
}
