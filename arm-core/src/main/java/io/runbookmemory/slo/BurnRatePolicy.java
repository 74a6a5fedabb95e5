package io.runbookmemory.slo;

import io.runbookmemory.slo.BurnRateProfile.Arithmetic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which pairs of windows page, which open a ticket, and how much must have been seen before any of
 * them may. Immutable and thread-safe.
 */
public final class BurnRatePolicy {

  /** The coverage from which a window's ratio is taken as it is: four slices of five. */
  public static final double DEFAULT_MIN_COVERAGE = 0.8;

  /**
   * The failed requests that a pair needs in its long window. One failure is no pattern: at one
   * request a minute and 0.05 % background errors, a floor of 2 cuts false pages from 19.3 to 1.25
   * in 30 days and costs a total outage one minute of delay. The floor is on failures, never on
   * traffic: a floor on traffic would silence the outage of a quiet service.
   */
  public static final long DEFAULT_MIN_BAD_EVENTS = 2;

  private final List<BurnRateWindow> pages;
  private final List<BurnRateWindow> tickets;
  private final double minCoverage;
  private final long minBadEvents;
  private final double maxChance;
  private final Arithmetic arithmetic;
  private final Duration hold;
  private final boolean freezes;
  private final boolean knowsHabits;

  private BurnRatePolicy(Builder builder) {
    pages = List.copyOf(builder.pages);
    tickets = List.copyOf(builder.tickets);
    minCoverage = builder.minCoverage;
    minBadEvents = builder.minBadEvents;
    maxChance = builder.maxChance;
    arithmetic = builder.arithmetic;
    hold = builder.hold;
    freezes = builder.freezes;
    knowsHabits = builder.knowsHabits;
  }

  /**
   * Returns the four pairs of the Site Reliability Workbook, chapter 5 (table 5-8 and the listing
   * of "Multiwindow, Multi-Burn-Rate Alerts"): 2 % of the budget in 1 h and 5 % in 6 h page, 10 %
   * in 24 h and 10 % in 3 d open a ticket; the short window is a twelfth of the long one. A factor
   * is budget share x period / long window: 14.4, 6, 3 and 1 for 30 days, 13.44, 5.6, 2.8 and 0.933
   * for 28.
   *
   * @param period the objective's rolling period, at least 3 days and at most 366
   * @return the workbook's pairs with the defaults of this class
   * @throws IllegalArgumentException if the period breaks its rule
   */
  public static BurnRatePolicy workbook(Duration period) {
    Duration longest = Duration.ofDays(3);
    if (Times.checked("period", period).compareTo(longest) < 0) {
      throw new IllegalArgumentException(
          "period must be at least the workbook's longest window of 3d, got " + Times.text(period));
    }
    return builder()
        .page(workbookPair(2, period, Duration.ofHours(1)))
        .page(workbookPair(5, period, Duration.ofHours(6)))
        .ticket(workbookPair(10, period, Duration.ofHours(24)))
        .ticket(workbookPair(10, period, longest))
        .build();
  }

  private static BurnRateWindow workbookPair(int percent, Duration period, Duration longWindow) {
    BigDecimal spent =
        BigDecimal.valueOf(percent, 2).multiply(BigDecimal.valueOf(period.toNanos()));
    BigDecimal factor =
        spent.divide(BigDecimal.valueOf(longWindow.toNanos()), MathContext.DECIMAL64);
    return new BurnRateWindow(longWindow, longWindow.dividedBy(12), factor.doubleValue());
  }

  /**
   * Returns a builder of pairs of one's own.
   *
   * @return a builder with no pair and the defaults of this class
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a builder that starts from this policy.
   *
   * @return a builder with this policy's pairs and settings
   */
  public Builder toBuilder() {
    Builder builder = settings();
    pages.forEach(builder::page);
    tickets.forEach(builder::ticket);
    return builder;
  }

  private Builder settings() {
    return builder()
        .minCoverage(minCoverage)
        .minBadEvents(minBadEvents)
        .maxChance(maxChance)
        .arithmetic(arithmetic)
        .hold(hold)
        .freezes(freezes)
        .knowsHabits(knowsHabits);
  }

  /**
   * Returns the pairs that page.
   *
   * @return in the order in which they were given
   */
  public List<BurnRateWindow> pages() {
    return pages;
  }

  /**
   * Returns the pairs that open a ticket.
   *
   * @return in the order in which they were given
   */
  public List<BurnRateWindow> tickets() {
    return tickets;
  }

  /**
   * Returns the coverage from which a window's ratio is taken as it is.
   *
   * @return in [0, 1]
   */
  public double minCoverage() {
    return minCoverage;
  }

  /**
   * Returns the failed requests that a pair needs in its long window.
   *
   * @return at least 1
   */
  public long minBadEvents() {
    return minBadEvents;
  }

  /**
   * Returns how likely the failures of an hour may be by chance, at the failure rate that the
   * objective allows, for a page.
   *
   * @return above 0 and at most 1; 1 asks for no evidence
   */
  public double maxChance() {
    return maxChance;
  }

  /**
   * Returns how a ratio is compared with its threshold.
   *
   * @return {@link Arithmetic#DECIMAL} unless set otherwise
   */
  public Arithmetic arithmetic() {
    return arithmetic;
  }

  /**
   * Returns how long a verdict of {@link BurnRateMonitor} stays after its pair last fired.
   *
   * @return at least zero; zero where it ends at once
   */
  public Duration hold() {
    return hold;
  }

  /**
   * Returns whether a verdict of {@link BurnRateMonitor} stays while what it rests on is not
   * measured.
   *
   * @return false where silence counts as recovery
   */
  public boolean freezes() {
    return freezes;
  }

  /**
   * Returns whether {@link BurnRateMonitor} lowers a page to a ticket where the service burns as it
   * does at that hour on most days.
   *
   * @return false where every burn is news
   */
  public boolean knowsHabits() {
    return knowsHabits;
  }

  /**
   * Returns the pairs that cannot fire for an objective, whatever happens: say so to whoever wrote
   * the objective.
   *
   * @param slo the objective
   * @return may be empty
   */
  public List<BurnRateWindow> infeasibleFor(Slo slo) {
    return pairs().filter(pair -> !pair.canFireFor(slo)).toList();
  }

  /**
   * Returns this policy without the pairs that cannot fire for an objective. At 90 % a total outage
   * burns 10 times the budget, so the pair over 14.4 goes and the one over 6 stays.
   *
   * @param slo the objective
   * @return a policy that a {@link BurnRateClassifier} takes
   * @throws IllegalArgumentException if no pair would be left
   */
  public BurnRatePolicy feasibleFor(Slo slo) {
    Builder builder = settings();
    pages.stream().filter(pair -> pair.canFireFor(slo)).forEach(builder::page);
    tickets.stream().filter(pair -> pair.canFireFor(slo)).forEach(builder::ticket);
    return builder.build();
  }

  Stream<BurnRateWindow> pairs() {
    return Stream.concat(pages.stream(), tickets.stream());
  }

  /** Returns the policy as people read it. */
  @Override
  public String toString() {
    return "page on " + pages + ", ticket on " + tickets;
  }

  /** Collects what a {@link BurnRatePolicy} is made of. Not thread-safe. */
  public static final class Builder {

    private final List<BurnRateWindow> pages = new ArrayList<>();
    private final List<BurnRateWindow> tickets = new ArrayList<>();
    private double minCoverage = DEFAULT_MIN_COVERAGE;
    private long minBadEvents = DEFAULT_MIN_BAD_EVENTS;
    private double maxChance = 1;
    private Arithmetic arithmetic = Arithmetic.DECIMAL;
    private Duration hold = Duration.ZERO;
    private boolean freezes;
    private boolean knowsHabits;

    private Builder() {}

    /**
     * Adds a pair that pages.
     *
     * @param pair quickest first: the first that fires is named as the one that decided
     * @return this
     */
    public Builder page(BurnRateWindow pair) {
      pages.add(pair);
      return this;
    }

    /**
     * Adds a pair that opens a ticket.
     *
     * @param pair quickest first: the first that fires is named as the one that decided
     * @return this
     */
    public Builder ticket(BurnRateWindow pair) {
      tickets.add(pair);
      return this;
    }

    /**
     * Sets the coverage from which a window's ratio is taken as it is. A window that is covered
     * less fires only if it would even with good requests in all that was not seen. Default:
     * {@value BurnRatePolicy#DEFAULT_MIN_COVERAGE}.
     *
     * @param share in [0, 1]
     * @return this
     */
    public Builder minCoverage(double share) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("minCoverage must be in [0, 1], got " + share);
      }
      minCoverage = share;
      return this;
    }

    /**
     * Sets the failed requests that a pair needs in its long window. Default: {@value
     * BurnRatePolicy#DEFAULT_MIN_BAD_EVENTS}.
     *
     * @param count at least 1; 1 is the plain rule of the workbook
     * @return this
     */
    public Builder minBadEvents(long count) {
      if (count < 1) {
        throw new IllegalArgumentException("minBadEvents must be at least 1, got " + count);
      }
      minBadEvents = count;
      return this;
    }

    /**
     * Sets how often chance may fire a pair: of a service that fails exactly as often as its
     * objective allows, the Poisson probability of as many failures in a long window of one hour;
     * of a longer one in proportion, as there are fewer of them. A ticket may be chance ten times
     * as often, and a page that may is lowered to one. So few failures do not tell the slowest
     * page's factor from a third more either, for which it then fires too; nor does their absence
     * tell recovery: {@link BurnRateMonitor} keeps a page for as many requests as would have
     * brought three failures more. Asks nothing of a busy service. Default: 1, which asks for no
     * evidence.
     *
     * @param probability above 0 and at most 1
     * @return this
     */
    public Builder maxChance(double probability) {
      if (!(probability > 0 && probability <= 1)) {
        throw new IllegalArgumentException(
            "maxChance must be above 0 and at most 1, got " + probability);
      }
      maxChance = probability;
      return this;
    }

    /**
     * Sets how a ratio is compared with its threshold. Default: in decimals.
     *
     * @param comparison decimal, or binary as Prometheus does
     * @return this
     */
    public Builder arithmetic(Arithmetic comparison) {
      arithmetic = comparison;
      return this;
    }

    /**
     * Sets how long a verdict of {@link BurnRateMonitor} stays after its pair last fired, so that a
     * service that fails on and off is one page. Default: zero.
     *
     * @param quiet at least zero and at most 1 day
     * @return this
     */
    public Builder hold(Duration quiet) {
      if (quiet.isNegative() || quiet.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException(
            "hold must be at least zero and at most 1 day, got " + quiet);
      }
      hold = quiet;
      return this;
    }

    /**
     * Sets whether a verdict of {@link BurnRateMonitor} stays while what it rests on is not
     * measured: a metric that vanishes in an outage is no recovery. Default: false.
     *
     * @param onSilence true to keep the verdict
     * @return this
     */
    public Builder freezes(boolean onSilence) {
      freezes = onSilence;
      return this;
    }

    /**
     * Sets whether {@link BurnRateMonitor} lowers a page to a ticket where the service burns as it
     * does at that hour on most days, such as in a nightly batch. It never lowers to LOG, and
     * nothing while the budget is about to end. Default: false.
     *
     * @param lowered true to learn the hours
     * @return this
     */
    public Builder knowsHabits(boolean lowered) {
      knowsHabits = lowered;
      return this;
    }

    /**
     * Returns the policy.
     *
     * @return an immutable value
     * @throws IllegalArgumentException if there is no pair
     */
    public BurnRatePolicy build() {
      if (pages.isEmpty() && tickets.isEmpty()) {
        throw new IllegalArgumentException("a policy must have at least 1 pair, got 0");
      }
      return new BurnRatePolicy(this);
    }
  }
}
