package io.runbookmemory.examples.daemon.budget;

import io.runbookmemory.connectors.sli.PrometheusSeries;
import io.runbookmemory.connectors.sli.SliCounters;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.slo.BurnRateMonitor;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.BurnRateWindow;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One objective, its monitor and what was said of it last. It is fed by one thread, and {@link
 * #budget} may be asked by any.
 */
final class WatchedSlo {

  private static final Duration STEP = Duration.ofMinutes(1);

  /** Counters of the last minutes may still come, or be corrected. */
  private static final Duration AGAIN = Duration.ofMinutes(5);

  private final Slo slo;
  private final SliCounters counters;
  private final BurnRateMonitor monitor;
  private final Duration longest;
  private final Duration window;
  private final BudgetHistory history = new BudgetHistory();
  private final Duration freshFor;
  private @Nullable Instant read;
  private @Nullable Instant burnsSince;
  private volatile Said said;

  /** What was said, and when. */
  private record Said(Budget budget, @Nullable Instant at) {}

  WatchedSlo(Slo slo, Duration interval) {
    this.slo = slo;
    this.counters = SliCounters.of(slo);
    BurnRatePolicy policy = BurnRatePolicy.workbook(slo.period()).feasibleFor(slo);
    this.window = policy.pages().getFirst().longWindow();
    this.monitor = new BurnRateMonitor(slo, policy, STEP);
    this.longest =
        Stream.concat(policy.pages().stream(), policy.tickets().stream())
            .map(BurnRateWindow::longWindow)
            .max(Duration::compareTo)
            .orElse(Duration.ofDays(3));
    this.freshFor = interval.multipliedBy(3).plus(AGAIN);
    this.said = new Said(unknown("Prometheus was not asked yet"), null);
  }

  Slo slo() {
    return slo;
  }

  /** Asks for what is new, and judges it. Whole minutes, since a minute that runs is no count. */
  void poll(PrometheusSeries prometheus, Instant now) {
    Instant to = now.truncatedTo(ChronoUnit.MINUTES);
    Instant last = read;
    Instant from = last == null ? to.minus(longest) : last.minus(AGAIN);
    SliSeries series = prometheus.read(counters, from, to).series();
    for (int i = 0; i < series.size(); i++) {
      monitor.add(series.sample(i));
      noteBurn(series.sample(i).at());
      note(series.sample(i).at());
    }
    monitor.advanceTo(to);
    noteBurn(to);
    note(to);
    read = to;
    said =
        new Said(
            monitor
                .classify()
                .<Budget>map(judged -> new Budget.Judged(judged, burnsSince))
                .orElseGet(() -> unknown("Prometheus has no counts of it")),
            now);
  }

  private void note(Instant at) {
    if (history.isDue(at)) {
      monitor.classify().ifPresent(history::add);
    }
  }

  /** Returns over which time the burn rates of the history are. */
  Duration window() {
    return window;
  }

  BudgetHistory history() {
    return history;
  }

  /** What was before the first question is gone through too, so that a restart changes nothing. */
  private void noteBurn(Instant at) {
    if (monitor.verdict() == Verdict.LOG) {
      burnsSince = null;
    } else if (burnsSince == null) {
      burnsSince = at;
    }
  }

  /** Says that nothing could be read. What was judged before holds until it is too old. */
  void failed(ArmException fault, Instant now) {
    if (said.at() == null) {
      said = new Said(unknown(String.valueOf(fault.getMessage())), null);
    } else if (isOld(said, now)) {
      said = new Said(unknown("nothing new since " + said.at() + ": " + fault.getMessage()), now);
    }
  }

  Budget budget(Instant now) {
    Said last = said;
    return isOld(last, now) ? unknown("nothing new since " + last.at()) : last.budget();
  }

  private boolean isOld(Said one, Instant now) {
    return one.at() != null
        && one.budget() instanceof Budget.Judged
        && Duration.between(one.at(), now).compareTo(freshFor) > 0;
  }

  private Budget unknown(String why) {
    return new Budget.Unknown(slo.name(), why);
  }
}
