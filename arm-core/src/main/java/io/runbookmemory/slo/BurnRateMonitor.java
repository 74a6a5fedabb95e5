package io.runbookmemory.slo;

import io.runbookmemory.slo.Classification.PairAssessment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Judges a series as it comes in: a sample costs the same however long the windows are, and the
 * state is bounded, some 55 KB for the workbook's pairs at one minute. What it says of an even
 * series is what {@link BurnRateClassifier} says of all of it, and beyond that it keeps a verdict
 * where the policy holds or freezes it, and knows what is usual at an hour.
 *
 * <p>Time is a grid of the step that it is created with; a sample belongs to the slot that its
 * interval ends in. Each case has one rule:
 *
 * <ul>
 *   <li>A slot that is measured again with other counts: the later report replaces the earlier one.
 *       With the same counts: nothing changes.
 *   <li>A late sample fills its slot as if it had come in time; verdicts of the past stay as they
 *       were. Later than the longest window: it is told and left out.
 *   <li>A missing slot stays unobserved, and coverage says so.
 *   <li>Time that goes on without samples: {@link #advanceTo}. A gap longer than the longest window
 *       begins anew.
 * </ul>
 *
 * <p>Not thread-safe: one monitor an objective, fed by one thread at a time.
 */
public final class BurnRateMonitor {

  /** What became of a sample. */
  public enum Arrival {
    /** It is the first of its slot, in time or late. */
    NEW,
    /** Its slot has these counts already. */
    REPEATED,
    /** Its slot had other counts, which it replaces. */
    REPLACED,
    /** Its slot lies before the longest window: left out. */
    TOO_LATE
  }

  /** A budget that lasts less than this at the rate of the last day is near its end. */
  private static final Duration NEAR = Duration.ofHours(24);

  private final Slo slo;
  private final BurnRatePolicy policy;
  private final Duration step;
  private final SlotRing ring;
  private final List<RunningWindow> windows;
  private final List<PairState> pairs = new ArrayList<>();
  private final PeriodSlices period;
  private final VerdictKeeper keeper;
  private boolean empty = true;
  private long head;
  private long requests;

  /**
   * Creates a monitor.
   *
   * @param slo the objective
   * @param policy the pairs; {@link BurnRatePolicy#feasibleFor} drops those that cannot fire
   * @param step the time between two samples, of which every window must be a multiple of at least
   *     two
   * @throws IllegalArgumentException if a pair cannot fire for this objective or is longer than its
   *     period, or if the step breaks its rule
   */
  public BurnRateMonitor(Slo slo, BurnRatePolicy policy, Duration step) {
    this.slo = slo;
    this.policy = policy;
    this.step = Times.checked("step", step);
    TreeMap<Duration, RunningWindow> byLength = new TreeMap<>();
    for (PairRule rule : PairRule.all(slo, policy)) {
      RunningWindow longer = window(byLength, rule.pair().longWindow());
      RunningWindow shorter = window(byLength, rule.pair().shortWindow());
      boolean lowers = policy.knowsHabits() && rule.severity() == Verdict.PAGE;
      pairs.add(new PairState(rule, longer, shorter, lowers ? new SeasonalBand(step) : null));
    }
    this.windows = List.copyOf(byLength.values());
    this.ring = new SlotRing(windows.getLast().slots());
    this.period = new PeriodSlices(slo, step);
    this.keeper = new VerdictKeeper(policy, Math.ceilDiv(policy.hold().toNanos(), step.toNanos()));
  }

  private RunningWindow window(Map<Duration, RunningWindow> windows, Duration length) {
    long slots = length.dividedBy(step);
    if (slots < 2 || !step.multipliedBy(slots).equals(length)) {
      throw new IllegalArgumentException(
          "every window must be a multiple of the step, and at least two, got "
              + Times.text(length)
              + " and a step of "
              + Times.text(step));
    }
    return windows.computeIfAbsent(length, any -> new RunningWindow(length, step));
  }

  /**
   * Takes a sample.
   *
   * @param sample of at most {@code 2^32 - 2} requests
   * @return what became of it
   */
  public Arrival add(SliSample sample) {
    return add(Times.nanos(sample.at()), sample.total() - sample.good(), sample.total());
  }

  private Arrival add(long at, long bad, long total) {
    if (total > SlotRing.MOST) {
      throw new IllegalArgumentException(
          "a sample must have at most " + SlotRing.MOST + " requests, got " + total);
    }
    long slot = Math.ceilDiv(at, step.toNanos());
    if (empty || slot > head) {
      advance(slot);
    } else if (slot <= head - ring.capacity()) {
      return Arrival.TOO_LATE;
    }
    long before = ring.get(slot);
    long counts = SlotRing.counts(bad, total);
    if (before == counts) {
      return Arrival.REPEATED;
    }
    put(slot, before, counts);
    judge();
    return before == SlotRing.MISSING ? Arrival.NEW : Arrival.REPLACED;
  }

  private void put(long slot, long before, long counts) {
    for (RunningWindow window : windows) {
      if (slot > head - window.slots()) {
        if (before != SlotRing.MISSING) {
          window.remove(before);
        }
        window.add(counts);
      }
    }
    if (before != SlotRing.MISSING) {
      period.remove(slot, before);
      requests -= SlotRing.total(before);
    }
    requests += SlotRing.total(counts);
    period.add(slot, counts);
    ring.set(slot, counts);
  }

  /**
   * Lets time go on to an instant, whether or not samples came. Going back does nothing.
   *
   * @param now between the years 1900 and 2200
   */
  public void advanceTo(Instant now) {
    long slot = Math.floorDiv(Times.nanos(now), step.toNanos());
    if (!empty && slot > head) {
      advance(slot);
      judge();
    }
  }

  /** Moves the windows on, slot by slot, and judges every slot that nothing came for. */
  private void advance(long slot) {
    if (empty || slot - head > ring.capacity()) {
      ring.clear();
      windows.forEach(RunningWindow::clear);
      if (!empty) {
        head = slot - 1;
        judge();
      }
      head = slot;
      empty = false;
    }
    while (head < slot) {
      if (ring.get(head) == SlotRing.MISSING) {
        judge();
      }
      head++;
      for (RunningWindow window : windows) {
        long leaving = ring.get(head - window.slots());
        if (leaving != SlotRing.MISSING) {
          window.remove(leaving);
        }
      }
      ring.set(head, SlotRing.MISSING);
      period.advanceTo(head);
    }
    period.advanceTo(head);
  }

  private void judge() {
    int asking = 0;
    for (int i = 0; i < pairs.size(); i++) {
      PairState pair = pairs.get(i);
      pair.judge(head);
      if (pair.isHabit(head) && !isExhaustionNear()) {
        pair.lower();
      }
      if (pair.verdict().compareTo(pairs.get(asking).verdict()) < 0) {
        asking = i;
      }
    }
    keeper.step(head, pairs.get(asking).verdict(), asking, pairs, requests);
  }

  /**
   * Whether the budget is about to end: the last day burned by more than the least that pages, and
   * a day of the same would leave nothing. A permanent regression gets here; a batch does not.
   */
  private boolean isExhaustionNear() {
    SliWindow day = day().window();
    double rate = BurnRate.of(day, slo.budget()).value();
    if (policy.pages().stream().allMatch(page -> rate <= page.factor())) {
      return false;
    }
    double left = ErrorBudget.of(slo, period.window(now())).remaining();
    return left * slo.period().toNanos() / rate < NEAR.toNanos();
  }

  private Instant now() {
    return Times.instant(head * step.toNanos());
  }

  /** Returns the window of the first ticket, which is a day in the workbook; else the longest. */
  private RunningWindow day() {
    return pairs.stream()
        .filter(pair -> pair.severity() == Verdict.TICKET)
        .findFirst()
        .orElseGet(pairs::getLast)
        .longer();
  }

  /**
   * Tells that an incident went on, so that its hours count as no habit.
   *
   * @param from its beginning
   * @param to its end
   */
  public void incident(Instant from, Instant to) {
    long first = Math.floorDiv(Times.nanos(from), step.toNanos());
    long last = Math.ceilDiv(Times.nanos(to), step.toNanos());
    pairs.forEach(pair -> pair.forget(first, last));
  }

  /**
   * Returns what to do now.
   *
   * @return LOG before the first sample
   */
  public Verdict verdict() {
    return keeper.verdict();
  }

  /**
   * Returns what to do now, with all of its evidence. Costs some microseconds more than {@link
   * #verdict}.
   *
   * @return empty before the first sample
   */
  public Optional<Classification> classify() {
    if (empty) {
      return Optional.empty();
    }
    Instant at = now();
    List<PairAssessment> assessed = pairs.stream().map(PairState::assess).toList();
    ErrorBudget budget = ErrorBudget.of(slo, period.window(at));
    Classification now = new Classification(slo, policy, at, assessed, budget);
    return Optional.of(now.keeping(keeper.kept()));
  }
}
