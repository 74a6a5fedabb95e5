package io.runbookmemory.bench.year;

import io.runbookmemory.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What happens in a year, drawn from a seed: the same seed is the same year. Nothing in it depends
 * on what memory makes of it.
 */
public final class World {

  static final int DAYS = 365;

  private static final Instant NEW_YEAR = Instant.parse("2025-01-01T00:00:00Z");

  /** How many of what is written down names a fix that never worked. */
  private static final double WRONG = 0.2;

  private static final double STORMS = 0.05;
  private static final double RENAMED = 0.1;
  private static final int PROBLEMS_EACH = 3;

  private final Random random;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Episode> before = new ArrayList<>();
  private final List<Episode> episodes = new ArrayList<>();

  /** The day from which on a service has another name; never for most. */
  private final List<Integer> renamed = new ArrayList<>();

  /**
   * Draws a year.
   *
   * @param seed which year
   * @param services how many services there are, each with three problems
   */
  public World(long seed, int services) {
    this.random = new Random(seed);
    for (int service = 0; service < services; service++) {
      renamed.add(random.nextDouble() < RENAMED ? 60 + random.nextInt(240) : DAYS);
      List<Fault> faults = new ArrayList<>(Fault.ALL);
      Collections.shuffle(faults, random);
      for (Fault fault : faults.subList(0, PROBLEMS_EACH)) {
        problems.add(problem(service, fault));
      }
    }
    problems.forEach(this::live);
    episodes.sort(Comparator.comparing(Episode::day).thenComparing(Episode::second));
  }

  private Problem problem(int service, Fault fault) {
    List<String> fixes = new ArrayList<>(fault.fixes());
    Collections.shuffle(fixes, random);
    int drifts = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(2);
    List<Integer> until = new ArrayList<>();
    for (int i = 0; i < drifts; i++) {
      until.add(30 + random.nextInt(DAYS - 60));
    }
    Collections.sort(until);
    double gap = 10 + 50 * random.nextDouble();
    return new Problem(service, fault, fixes.subList(0, drifts + 1), until, gap);
  }

  private void live(Problem problem) {
    before.add(episode(problem, -1 - random.nextInt(60)));
    double day = gap(problem);
    while (day < DAYS) {
      episodes.add(episode(problem, (int) day));
      day += 1 + gap(problem);
    }
  }

  /** An exponential time, as of what comes at random. */
  private double gap(Problem problem) {
    return -Math.log(1 - random.nextDouble()) * problem.gap();
  }

  private Episode episode(Problem problem, int day) {
    List<String> wrong = new ArrayList<>(problem.fault().fixes());
    wrong.removeAll(problem.works());
    String noted =
        random.nextDouble() < WRONG
            ? wrong.get(random.nextInt(wrong.size()))
            : problem.fixOn(Math.max(0, day));
    int firings = random.nextDouble() < STORMS ? 10 + random.nextInt(20) : 1;
    return new Episode(
        problem, day, random.nextInt(86_400), firings, noted, 50 + random.nextInt(50));
  }

  /** Returns the problems that there are. */
  List<Problem> problems() {
    return problems;
  }

  /** Returns what was written down before the year began, one of each problem. */
  List<Episode> before() {
    return before;
  }

  /** Returns what happens, in order of time. */
  List<Episode> episodes() {
    return episodes;
  }

  /** Returns what a service is called on a day. */
  String nameOf(int service, int day) {
    String name = "svc-" + (char) ('a' + service % 26) + service;
    return day < renamed.get(service) ? name : name + "-next";
  }

  /** Returns when an episode begins. */
  static Instant begin(Episode episode) {
    return NEW_YEAR.plus(Duration.ofDays(episode.day())).plusSeconds(episode.second());
  }

  /** Returns when a day is over. */
  static Instant midnight(int day) {
    return NEW_YEAR.plus(Duration.ofDays(day + 1L));
  }

  /** Returns the alert that tells of an episode. */
  Alert alert(Episode episode) {
    String service = nameOf(episode.problem().service(), episode.day());
    Fault fault = episode.problem().fault();
    return new Alert(
        Map.of("alertname", fault.alert(), "service", service, "env", "prod"),
        Map.of("summary", service + ": " + fault.symptom() + " (" + episode.load() + " %)"),
        begin(episode));
  }
}
