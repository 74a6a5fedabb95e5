package io.runbookmemory.replay.engine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.runbookmemory.oncall.noise.PagesPerShift;
import io.runbookmemory.replay.Bootstrap;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.replay.measure.Deflection;
import io.runbookmemory.replay.measure.RemovedNoise;
import io.runbookmemory.replay.measure.RepairModel;
import io.runbookmemory.replay.measure.Response;
import io.runbookmemory.replay.measure.Sensitivity;
import io.runbookmemory.replay.page.Page;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What a replay came to. First of all {@link #worse}: a memory that saves pages and misses an
 * incident is not worth having.
 *
 * @param incidents what became of each, by id
 * @param before the pages as the alerts fired
 * @param after the pages of ARM, reminders among them
 */
public record ReplayReport(
    List<ReplayedIncident> incidents, PagesPerShift before, PagesPerShift after) {

  /** How many of the first memories are looked at. */
  public static final int K = 5;

  /** Copies the list. */
  public ReplayReport {
    incidents = List.copyOf(incidents);
  }

  /**
   * Returns the real incidents that ARM pages later than was done or due, or not at all.
   *
   * @return by id
   */
  public List<ReplayedIncident> worse() {
    return incidents.stream()
        .filter(one -> one.incident().real() && one.paging().isWorse())
        .toList();
  }

  /**
   * Returns how often each verdict came where another was expected.
   *
   * @return actual counts by the expected verdict; all nine are there
   */
  public Map<Verdict, Map<Verdict, Long>> confusion() {
    Map<Verdict, Map<Verdict, Long>> confusion = new EnumMap<>(Verdict.class);
    for (Verdict expected : Verdict.values()) {
      Map<Verdict, Long> row = new EnumMap<>(Verdict.class);
      for (Verdict actual : Verdict.values()) {
        row.put(actual, 0L);
      }
      confusion.put(expected, row);
    }
    for (ReplayedIncident one : incidents) {
      for (Judged judged : one.judged()) {
        confusion.getOrDefault(judged.expected(), Map.of()).merge(judged.actual(), 1L, Long::sum);
      }
    }
    return confusion;
  }

  /**
   * Returns the answers to incidents of which somebody says what should be recalled.
   *
   * @return by id
   */
  public List<Answered> asked() {
    return answers().filter(one -> one.expected() > 0).toList();
  }

  private Stream<Answered> answers() {
    return incidents.stream().map(ReplayedIncident::answered);
  }

  /**
   * Returns the share of the first {@value #K} places that a right memory stands at.
   *
   * @return the mean over {@link #asked}, in [0, 1]; NaN if there is none
   */
  public double precisionAtK() {
    return mean(Answered::precisionAtK);
  }

  /**
   * Returns the share of the expected memories that are among the first {@value #K}.
   *
   * @return the mean over {@link #asked}, in [0, 1]; NaN if there is none
   */
  public double recallAtK() {
    return mean(Answered::recallAtK);
  }

  /**
   * Returns one over the place of the first right memory, 0 beyond ten.
   *
   * @return the mean over {@link #asked}, in [0, 1]; NaN if there is none
   */
  public double meanReciprocalRank() {
    return mean(Answered::reciprocalRank);
  }

  private double mean(ToDoubleFunction<Answered> value) {
    return asked().stream().mapToDouble(value).average().orElse(Double.NaN);
  }

  /**
   * Returns how many memories were recalled that never should.
   *
   * @return at least 0
   */
  public long misleading() {
    return answers().mapToLong(Answered::misleading).sum();
  }

  /**
   * Returns the times to the first correct action, as they were.
   *
   * @return ascending; one for each incident of which somebody says it
   */
  public List<Duration> actedBefore() {
    return answers()
        .flatMap(one -> Optional.ofNullable(one.actedAfter()).stream())
        .sorted()
        .toList();
  }

  /**
   * Returns the times to the first correct action if it is taken as soon as a plan holds it: a
   * model, not a measurement. Where no plan did in time, it is the time as it was.
   *
   * @return ascending, as many as {@link #actedBefore}
   */
  public List<Duration> actedAfter() {
    return answers()
        .filter(one -> one.actedAfter() != null)
        .flatMap(
            one ->
                Optional.ofNullable(one.offeredAfter())
                    .or(() -> Optional.ofNullable(one.actedAfter()))
                    .stream())
        .sorted()
        .toList();
  }

  /**
   * Returns in how many incidents a plan held the first correct action before it was taken.
   *
   * @return at least 0
   */
  public long offered() {
    return answers().filter(one -> one.offeredAfter() != null).count();
  }

  /**
   * Returns how often memory would have spared a ticket its human.
   *
   * @return rests on the incidents that say their first correct action
   */
  public Deflection deflection() {
    List<ReplayedIncident> known =
        incidents.stream().filter(one -> one.answered().actedAfter() != null).toList();
    List<ReplayedIncident> quiet = known.stream().filter(ReplayReport::isQuiet).toList();
    Predicate<ReplayedIncident> deflected =
        one -> isQuiet(one) && one.answered().offeredAfter() != null;
    return new Deflection(
        known.size(),
        quiet.size(),
        (int) quiet.stream().filter(deflected).count(),
        Bootstrap.DEFAULT.estimate(
            known, sample -> (double) sample.stream().filter(deflected).count() / sample.size()));
  }

  private static boolean isQuiet(ReplayedIncident one) {
    return one.paging().after() == null
        && one.paging().foldedInto() == null
        && !one.paging().isWorse();
  }

  /**
   * Returns the pages that belonged to no real incident, and those of them that are gone. What
   * several incidents tell of is one page, gone if it is for all of them.
   *
   * @return by alert and service
   */
  public RemovedNoise noise() {
    List<ReplayIncident> noise = new ArrayList<>();
    Set<Firing> real = new HashSet<>();
    Set<Firing> kept = new HashSet<>();
    for (ReplayedIncident one : incidents) {
      if (one.incident().real()) {
        one.incident().alerts().forEach(alert -> real.add(Firing.of(alert)));
      } else {
        noise.add(one.incident());
        Set<FiredAlert> spared = Set.copyOf(one.spared());
        one.incident().alerts().stream()
            .filter(alert -> !spared.contains(alert))
            .forEach(alert -> kept.add(Firing.of(alert)));
      }
    }
    Map<Name, List<Firing>> fired =
        Firing.once(noise).stream()
            .filter(one -> one.urgency() == Verdict.PAGE && !real.contains(Firing.of(one)))
            .collect(groupingBy(Name::of, mapping(Firing::of, toList())));
    return new RemovedNoise(
        fired.entrySet().stream()
            .map(one -> one.getKey().line(one.getValue(), kept))
            .sorted(
                Comparator.comparingLong(RemovedNoise.Line::removed)
                    .reversed()
                    .thenComparing(RemovedNoise.Line::alert)
                    .thenComparing(RemovedNoise.Line::service))
            .toList());
  }

  private record Name(String alert, String service) {
    static Name of(FiredAlert fired) {
      return new Name(
          fired.alert().label("alertname").orElse(""), fired.alert().label("service").orElse(""));
    }

    RemovedNoise.Line line(List<Firing> fired, Set<Firing> kept) {
      long removed = fired.stream().filter(one -> !kept.contains(one)).count();
      return new RemovedNoise.Line(alert, service, fired.size(), removed);
    }
  }

  /**
   * Returns what a model says about the time to repair.
   *
   * @param model its assumptions
   * @return rests on the incidents that say their first correct action
   */
  public Sensitivity repair(RepairModel model) {
    List<Response> responses =
        answers()
            .flatMap(
                one ->
                    Optional.ofNullable(one.actedAfter())
                        .map(acted -> new Response(acted, one.offeredAfter()))
                        .stream())
            .toList();
    return model.of(responses, Bootstrap.DEFAULT);
  }

  /**
   * Returns the report for people, to be written for the place it is read at.
   *
   * @param model what the change of the time to repair is reckoned with
   * @return a page of its own
   */
  public Page toPage(RepairModel model) {
    return new ReportPage(this, model).write();
  }

  /**
   * Returns the report for people, with the default model of the time to repair.
   *
   * @return Markdown; equal reports have equal texts
   */
  public String toMarkdown() {
    return toPage(RepairModel.DEFAULT).toMarkdown();
  }

  /**
   * Returns the report for machines.
   *
   * @return one JSON object, the fields as in {@code docs/replay.md}; equal reports have equal
   *     texts
   */
  public String toJson() {
    return toJson(RepairModel.DEFAULT);
  }

  /**
   * Returns the report for machines, with another model of the time to repair.
   *
   * @param model its assumptions
   * @return one JSON object, as {@link #toJson()} writes it
   */
  public String toJson(RepairModel model) {
    return new ReportJson(this, model).write();
  }
}
