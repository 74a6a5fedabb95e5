package io.runbookmemory.examples.daemon.budget;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.slo.Slo;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the objectives that are watched. An alert belongs to the objective that its
 * label {@code slo} names; without one, to the one of its service that is worst off. Thread-safe.
 */
public final class Budgets {

  /** Where nothing is watched. */
  public static final Budgets NONE = new Budgets(List.of());

  private final List<WatchedSlo> watched;

  Budgets(List<WatchedSlo> watched) {
    this.watched = List.copyOf(watched);
  }

  /** Returns what is known of an alert's budget. */
  public Budget of(Alert alert, Instant now) {
    Optional<String> slo = alert.label("slo");
    String service = Situation.builder(alert, now).build().scope().service();
    return watched.stream()
        .filter(
            one ->
                slo.isPresent()
                    ? one.slo().name().equals(slo.get())
                    : one.slo().service().equals(service))
        .map(one -> one.budget(now))
        .min(Comparator.comparingInt(Budgets::rank))
        .orElseGet(Budget.None::new);
  }

  /** Returns what is known of all objectives, in the order of the files. */
  public Map<Slo, Budget> all(Instant now) {
    Map<Slo, Budget> all = new LinkedHashMap<>();
    watched.forEach(one -> all.put(one.slo(), one.budget(now)));
    return all;
  }

  /**
   * How a budget went.
   *
   * @param window over which the burn rate is
   * @param points in the order of time
   */
  public record Course(Slo slo, Duration window, List<Point> points) {

    /** Copies the list. */
    public Course {
      points = List.copyOf(points);
    }
  }

  /**
   * What was judged at a time.
   *
   * @param burn how many times as fast as it may
   * @param left the share of the budget that is left; negative where the objective is missed
   */
  public record Point(Instant at, double burn, double left) {}

  /**
   * Returns how budgets went, in the order of the files.
   *
   * @param name of one objective; null for all of them
   * @param from of what time; null for as long as the objective's own window
   * @param most how many points each
   */
  public List<Course> courses(
      @Nullable String name, @Nullable Instant from, Instant now, int most) {
    return watched.stream()
        .filter(one -> name == null || one.slo().name().equals(name))
        .map(
            one ->
                new Course(
                    one.slo(),
                    one.window(),
                    one.history().since(from == null ? now.minus(one.slo().period()) : from, most)))
        .toList();
  }

  private static int rank(Budget budget) {
    return switch (budget) {
      case Budget.Judged judged ->
          switch (judged.classification().verdict()) {
            case PAGE -> 0;
            case TICKET -> 1;
            case LOG -> 2;
          };
      case Budget.Unknown unknown -> 3;
      case Budget.None none -> 4;
    };
  }
}
