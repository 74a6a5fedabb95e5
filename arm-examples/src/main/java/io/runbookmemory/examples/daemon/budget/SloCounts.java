package io.runbookmemory.examples.daemon.budget;

import io.runbookmemory.connectors.sli.PrometheusSeries;
import io.runbookmemory.connectors.sli.SliCounters;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.journal.report.BudgetLine;
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

  /** Who is asked. */
  public interface Reader {

    SliSeries read(Slo slo, Instant from, Instant to);
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
        slos, source, (slo, from, to) -> prometheus.read(SliCounters.of(slo), from, to).series());
  }

  private static SliSeries nobody(Slo slo, Instant from, Instant to) {
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
   * Returns what became of each budget in a time; those that Prometheus cannot tell are left out,
   * and said in the log.
   */
  public List<BudgetLine> spent(Instant from, Instant to) {
    List<BudgetLine> lines = new ArrayList<>();
    for (Slo slo : slos) {
      Instant period = to.minus(slo.calendarMonths().isPresent() ? MONTH : slo.period());
      try {
        SliSeries counts = read(slo, period.isBefore(from) ? period : from, to);
        lines.add(BudgetLine.of(slo, counts, from, to));
      } catch (ArmException e) {
        LOG.warn("the budget of {} stays out of the report: {}", slo.name(), e.getMessage());
      }
    }
    return lines;
  }

  /**
   * Returns what an objective counts, requests or slices of time, with enough of what was before to
   * count the first minute.
   *
   * @throws io.runbookmemory.error.ArmException if Prometheus does not answer, or has none of it
   */
  public SliSeries read(Slo slo, Instant from, Instant to) {
    Duration before =
        slo.timeSlices()
            .map(slices -> slices.length().plus(BEFORE))
            .filter(length -> length.compareTo(BEFORE) > 0)
            .orElse(BEFORE);
    SliSeries requests = reader.read(slo, from.minus(before), to);
    return slo.timeSlices().map(slices -> slices.of(requests)).orElse(requests);
  }
}
