package io.runbookmemory.learn.analysis.prediction;

import io.runbookmemory.learn.analysis.AnalysisInput;
import io.runbookmemory.learn.analysis.Prediction;
import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.Signal;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.metric.Crossing;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import io.runbookmemory.tool.record.RecordJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What was foretold, in a ledger that daemons may share: each prediction is checked when its time
 * is over, and a finding whose predictions came too seldom is retired. Thread-safe.
 */
public final class PredictionLog {

  /** Who foretells with less certainty is not worth being written down or told. */
  public static final double WORTH_TELLING = .8;

  private static final LedgerStream STREAM = new LedgerStream("predictions");
  private static final RecordJson<Foretold> JSON = RecordJson.of(Foretold.class);
  private static final String FORETOLD = "foretold";
  private static final String CAME = "came";
  private static final String DID_NOT_COME = "did-not-come";

  /** How the name begins of a finding of {@link io.runbookmemory.learn.analysis.resource}. */
  private static final String RUNS_OUT = "exhaustion ";

  private static final int PAGE = 500;

  private final Ledger ledger;

  /**
   * Creates a log.
   *
   * @param ledger where it is kept, in the stream {@code predictions}
   */
  public PredictionLog(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Writes down what is foretold with a probability of {@link #WORTH_TELLING} or more, by findings
   * that are not retired. What was foretold of the same occasion before stands as it was.
   *
   * @param predictions what is to be expected
   * @param now when it is said
   * @return those that were worth it
   */
  public List<Prediction> note(List<Prediction> predictions, Instant now) {
    Set<String> retired = retired();
    List<Prediction> told = new ArrayList<>();
    for (Prediction one : predictions) {
      if (one.probability() >= WORTH_TELLING && !retired.contains(keyOf(one.why()))) {
        told.add(one);
        appendOnce(entry(one, now));
      }
    }
    return told;
  }

  private void appendOnce(LedgerEntry entry) {
    try {
      ledger.append(List.of(entry));
    } catch (IllegalArgumentException e) {
      // Of the same occasion it was said before, and that is what will be checked.
    }
  }

  private static LedgerEntry entry(Prediction one, Instant now) {
    String finding = keyOf(one.why());
    Instant from = one.from().isBefore(now) ? now : one.from();
    Foretold foretold = new Foretold(finding, one.what(), from, one.until(), one.probability());
    UUID id = MemoryId.named("prediction " + finding, one.what() + "\n" + one.until()).value();
    return new LedgerEntry(id, STREAM, FORETOLD, now, id.toString(), JSON.write(foretold));
  }

  private static String keyOf(Finding finding) {
    return finding.kind() + " " + finding.key();
  }

  /**
   * Returns what is foretold and may still come, by findings that are not retired.
   *
   * @param now what was over before is left out
   * @return in the order in which it was written down
   */
  public List<Foretold> pending(Instant now) {
    Set<String> retired = retired();
    return lines().stream()
        .filter(line -> line.kind().equals(FORETOLD))
        .map(Line::foretold)
        .filter(one -> !one.until().isBefore(now) && !retired.contains(one.finding()))
        .toList();
  }

  /**
   * Checks what should have come by now, and writes down whether it did.
   *
   * @param input what happened
   * @param now the time of checking
   * @return how many were checked
   */
  public int check(AnalysisInput input, Instant now) {
    return check(input, now, any -> true);
  }

  /**
   * Checks the same where resources cannot be read: whether something ran out is not known then,
   * and is checked later.
   *
   * @param input what happened
   * @param now the time of checking
   * @return how many were checked
   */
  public int checkWithoutResources(AnalysisInput input, Instant now) {
    return check(input, now, foretold -> !foretold.finding().startsWith(RUNS_OUT));
  }

  private int check(AnalysisInput input, Instant now, Predicate<Foretold> known) {
    Map<String, Foretold> due = new LinkedHashMap<>();
    for (Line line : lines()) {
      if (line.kind().equals(FORETOLD)) {
        if (line.foretold().until().isBefore(now) && known.test(line.foretold())) {
          due.put(line.id(), line.foretold());
        }
      } else {
        due.remove(line.id());
      }
    }
    if (due.isEmpty()) {
      return 0;
    }
    Instant first =
        due.values().stream().map(Foretold::from).min(Comparator.naturalOrder()).orElse(now);
    Map<String, List<Instant>> began = new TreeMap<>();
    input.alerts(
        first,
        now,
        event ->
            began
                .computeIfAbsent(event.signal().toString(), any -> new ArrayList<>())
                .add(event.at()));
    List<ResourceSeries> resources = input.resources(now);
    due.forEach(
        (id, foretold) -> {
          boolean came =
              began.getOrDefault(foretold.what(), List.of()).stream()
                      .anyMatch(at -> within(foretold, at))
                  || resources.stream().anyMatch(resource -> ranOut(resource, foretold));
          outcome(id, foretold, came, now);
        });
    return due.size();
  }

  private void outcome(String id, Foretold foretold, boolean came, Instant now) {
    UUID entry = MemoryId.named("prediction outcome", id).value();
    String kind = came ? CAME : DID_NOT_COME;
    appendOnce(new LedgerEntry(entry, STREAM, kind, now, id, JSON.write(foretold)));
  }

  private static boolean within(Foretold foretold, Instant at) {
    return !at.isBefore(foretold.from()) && !at.isAfter(foretold.until());
  }

  private static boolean ranOut(ResourceSeries resource, Foretold foretold) {
    if (!new Signal(resource.name(), resource.place()).toString().equals(foretold.what())) {
      return false;
    }
    for (int i = 0; i < resource.series().size(); i++) {
      double value = resource.series().value(i);
      boolean reached =
          resource.crossing() == Crossing.UPWARDS
              ? value >= resource.limit()
              : value <= resource.limit();
      if (reached && within(foretold, resource.series().at(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns how well all that was checked came true.
   *
   * @return over all findings
   */
  public PredictionScore score() {
    return PredictionScore.of(outcomes().values().stream().flatMap(List::stream).toList());
  }

  /**
   * Returns the same for each finding.
   *
   * @return by the finding's kind and key
   */
  public Map<String, PredictionScore> scores() {
    Map<String, PredictionScore> scores = new TreeMap<>();
    outcomes().forEach((finding, all) -> scores.put(finding, PredictionScore.of(all)));
    return scores;
  }

  /**
   * Returns the findings that are believed no more.
   *
   * @return by kind and key
   */
  public Set<String> retired() {
    Set<String> retired = new HashSet<>();
    scores()
        .forEach(
            (finding, score) -> {
              if (score.isWrong()) {
                retired.add(finding);
              }
            });
    return retired;
  }

  private Map<String, List<PredictionScore.Outcome>> outcomes() {
    Map<String, List<PredictionScore.Outcome>> outcomes = new TreeMap<>();
    for (Line line : lines()) {
      if (!line.kind().equals(FORETOLD)) {
        outcomes
            .computeIfAbsent(line.foretold().finding(), any -> new ArrayList<>())
            .add(new PredictionScore.Outcome(line.foretold(), line.kind().equals(CAME)));
      }
    }
    return outcomes;
  }

  private record Line(String kind, String id, Foretold foretold) {}

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    long seen = 0;
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(STREAM), seen, PAGE);
      for (PostedEntry posted : page) {
        LedgerEntry entry = posted.entry();
        String id = String.valueOf(entry.subject());
        lines.add(new Line(entry.kind(), id, JSON.read(entry.body())));
        seen = posted.position();
      }
    } while (page.size() == PAGE);
    return lines;
  }
}
