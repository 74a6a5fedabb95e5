package io.runbookmemory.examples.daemon.budget;

import io.runbookmemory.connectors.sli.PrometheusSeries;
import io.runbookmemory.connectors.sli.SliCounters;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.journal.report.BudgetLine;
import io.runbookmemory.journal.report.SpentBudgets;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the watched objectives counted in a time, asked of Prometheus anew. Thread-safe. */
public final class SloCounts {

  private static final Logger LOG = LoggerFactory.getLogger(SloCounts.class);

  /** Where nothing is watched. */
  public static final SloCounts NONE = new SloCounts(List.of(), "", SloCounts::nobody);

  /** The first reading of a counter counts nothing, and a minute without one repeats the last. */
  private static final Duration BEFORE = Duration.ofMinutes(5);

  private static final Duration MONTH = Duration.ofDays(31);

  private final List<Slo> slos;
  private final String source;
  private final Reader reader;

  /** One objective alone may take so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Who is asked. */
  public interface Reader {

    SliSeries read(Slo slo, Instant from, Instant to, Duration atMost);
  }

  public SloCounts(List<Slo> slos, String source, Reader reader) {
    this.slos = List.copyOf(slos);
    this.source = source;
    this.reader = reader;
  }

  static SloCounts of(List<Slo> slos, URI server, PrometheusSeries prometheus) {
    // Without what may be a password.
    String source =
        server.getScheme()
            + "://"
            + server.getHost()
            + (server.getPort() < 0 ? "" : ":" + server.getPort());
    return new SloCounts(
        slos,
        source,
        (slo, from, to, atMost) ->
            prometheus.within(atMost).read(SliCounters.of(slo), from, to).series());
  }

  private static SliSeries nobody(Slo slo, Instant from, Instant to, Duration atMost) {
    throw new IllegalStateException("nothing is watched");
  }

  /** Returns the objectives that are watched, in the order of the files. */
  public List<Slo> slos() {
    return slos;
  }

  /** Returns whose counts they are, for people to read. */
  public String source() {
    return source;
  }

  /**
   * Returns what became of each budget in a time; why one was not looked at is said in the log.
   *
   * @param atMost how long all of it may take; who has not answered by then is asked no more
   */
  public SpentBudgets spent(Instant from, Instant to, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    List<BudgetLine> lines = new ArrayList<>();
    List<String> notLookedAt = new ArrayList<>();
    for (Slo slo : slos) {
      Instant period = to.minus(slo.calendarMonths().isPresent() ? MONTH : slo.period());
      try {
        SliSeries counts = read(slo, period.isBefore(from) ? period : from, to, left(end));
        lines.add(BudgetLine.of(slo, counts, from, to));
      } catch (ArmException e) {
        LOG.warn("the budget of {} stays out of the report: {}", slo.name(), e.getMessage());
        notLookedAt.add(slo.name());
      }
    }
    return new SpentBudgets(lines, notLookedAt);
  }

  private Duration left(long end) {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    if (left.toMillis() < 1) {
      throw new UnavailableException(source, "the time for the whole report is over");
    }
    return left.compareTo(PATIENCE) > 0 ? PATIENCE : left;
  }

  /**
   * Returns what an objective counts, requests or slices of time, with enough of what was before to
   * count the first minute.
   *
   * @throws io.runbookmemory.error.ArmException if Prometheus does not answer, or has none of it
   */
  public SliSeries read(Slo slo, Instant from, Instant to) {
    return read(slo, from, to, PATIENCE);
  }

  private SliSeries read(Slo slo, Instant from, Instant to, Duration atMost) {
    Duration before =
        slo.timeSlices()
            .map(slices -> slices.length().plus(BEFORE))
            .filter(length -> length.compareTo(BEFORE) > 0)
            .orElse(BEFORE);
    SliSeries requests = reader.read(slo, from.minus(before), to, atMost);
    return slo.timeSlices().map(slices -> slices.of(requests)).orElse(requests);
  }
}
