package io.runbookmemory.examples.view.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.replay.AblationStep;
import io.runbookmemory.replay.Abstention;
import io.runbookmemory.replay.Estimate;
import io.runbookmemory.replay.Evaluation;
import io.runbookmemory.replay.Scores;
import java.util.Locale;
import java.util.Map;

/** Evaluations as people and programs read them. */
public final class EvaluationView {

  private static final String COLUMNS = "%-14s %5s  %-18s  %-18s  %-18s  %-18s  %7s %8s %8s %7s";

  private EvaluationView() {}

  /** Prints the scores of every kind. */
  public static void print(Map<String, Scores> scores, Output output) {
    output.line(header("kind"));
    scores.forEach((kind, of) -> output.line(row(kind, of)));
    Scores all = scores.get(Evaluation.ALL);
    if (all != null) {
      output.line("");
      output.line(abstention(all.abstention()));
    }
    output.line(
        "[95 % intervals: 2,000 bootstrap resamples of the queries; tokens: of the first five"
            + " excerpts, at 4 characters each]");
  }

  /** Prints what each step of an ablation scores on all queries. */
  public static void printAblation(Map<AblationStep, Map<String, Scores>> steps, Output output) {
    output.line("");
    output.line(header("ablation"));
    steps.forEach(
        (step, scores) -> {
          Scores all = scores.get(Evaluation.ALL);
          if (all != null) {
            output.line(row(step.label(), all));
          }
        });
  }

  private static String header(String first) {
    return String.format(
            COLUMNS,
            first,
            "n",
            "nDCG@10",
            "recall@5",
            "MRR@10",
            "P@1",
            "triaged",
            "p50 ms",
            "p99 ms",
            "tokens")
        .stripTrailing();
  }

  private static String row(String name, Scores of) {
    return String.format(
        COLUMNS,
        name,
        of.n(),
        withInterval(of.ndcgAt10()),
        withInterval(of.recallAt5()),
        withInterval(of.mrrAt10()),
        withInterval(of.pAt1()),
        String.format(Locale.ROOT, "%.1f %%", 100 * triaged(of)),
        String.format(Locale.ROOT, "%.1f", of.latency().p50()),
        String.format(Locale.ROOT, "%.1f", of.latency().p99()),
        String.format(Locale.ROOT, "%.0f", of.contextTokens()));
  }

  /** Returns an estimate as {@code 0.798 [.771 .823]}. */
  static String withInterval(Estimate estimate) {
    if (!estimate.known()) {
      return "-";
    }
    return String.format(
        Locale.ROOT, "%.3f [%.3f %.3f]", estimate.value(), estimate.low(), estimate.high());
  }

  private static double triaged(Scores of) {
    Abstention abstention = of.abstention();
    return of.asked() == 0 ? 0 : (double) abstention.abstained() / of.asked();
  }

  private static String abstention(Abstention of) {
    if (of.unanswerable() == 0) {
      return String.format(
          Locale.ROOT,
          "abstention: fell to triage %d times, though every query has an answer; --hide-answers"
              + " asks each once more without",
          of.abstained());
    }
    return String.format(
        Locale.ROOT,
        "abstention: precision %s, recall %s (%d unanswerable, fell to triage %d times, %d of them"
            + " rightly)",
        withInterval(of.precision()),
        withInterval(of.recall()),
        of.unanswerable(),
        of.abstained(),
        of.rightly());
  }

  /** Returns the scores of every kind as JSON. */
  public static ObjectNode json(Map<String, Scores> scores) {
    ObjectNode node = Output.object();
    scores.forEach((kind, of) -> node.set(kind, json(of)));
    return node;
  }

  /** Returns what each step of an ablation scores, as JSON. */
  public static ObjectNode ablationJson(Map<AblationStep, Map<String, Scores>> steps) {
    ObjectNode node = Output.object();
    steps.forEach((step, scores) -> node.set(step.label(), json(scores)));
    return node;
  }

  private static ObjectNode json(Scores of) {
    ObjectNode node = Output.object().put("n", of.n());
    ObjectNode intervals = Output.object();
    put(node, intervals, "ndcgAt10", of.ndcgAt10());
    put(node, intervals, "recallAt5", of.recallAt5());
    put(node, intervals, "mrrAt10", of.mrrAt10());
    put(node, intervals, "pAt1", of.pAt1());
    node.put("triaged", triaged(of));
    node.putObject("latencyMs").put("p50", of.latency().p50()).put("p99", of.latency().p99());
    node.put("contextTokens", of.contextTokens());
    Abstention abstention = of.abstention();
    ObjectNode told = node.putObject("abstention").put("unanswerable", abstention.unanswerable());
    told.put("abstained", abstention.abstained()).put("rightly", abstention.rightly());
    ObjectNode ends = Output.object();
    put(told, ends, "precision", abstention.precision());
    put(told, ends, "recall", abstention.recall());
    told.set("ci95", ends);
    node.set("ci95", intervals);
    return node;
  }

  /** Puts the value, null where it is not known, and its interval. */
  static void put(ObjectNode node, ObjectNode intervals, String name, Estimate estimate) {
    if (estimate.known()) {
      node.put(name, estimate.value());
      intervals.putArray(name).add(estimate.low()).add(estimate.high());
    } else {
      node.putNull(name);
    }
  }
}
