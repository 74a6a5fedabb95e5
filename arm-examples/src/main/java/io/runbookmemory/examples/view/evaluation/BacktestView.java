package io.runbookmemory.examples.view.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.replay.Estimate;
import io.runbookmemory.replay.backtest.BacktestReport;
import io.runbookmemory.replay.backtest.Replayed;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Backtests as people and programs read them. */
public final class BacktestView {

  private BacktestView() {}

  /** Prints a backtest, and what it missed if asked for. */
  public static void print(
      BacktestReport report, boolean verbose, List<HalvesOfTime> beside, DataOutput output) {
    if (output.json()) {
      ObjectNode node = json(report, verbose);
      if (!beside.isEmpty()) {
        ArrayNode rows = node.putArray("beside");
        beside.forEach(one -> rows.add(one.json()));
      }
      output.print(node);
      return;
    }
    int first = report.replayed().size() - report.repeated();
    output.line(
        String.format(
            Locale.ROOT,
            "%d incidents, %d of them had happened before",
            report.replayed().size(),
            report.repeated()));
    line(output, "had happened before: hit@1", report.hitAt1());
    line(output, "had happened before: hit@5", report.hitAt5());
    line(output, "had happened before: MRR@10", report.mrrAt10());
    line(
        output, "had happened before: fell to triage (lower is better)", report.triageOfRepeated());
    line(
        output,
        "the " + first + " others: fell to triage (higher is better)",
        report.triageOfFirst());
    HalvesOfTime.print(beside, output);
    if (verbose) {
      Map<?, String> titles = titles(report.replayed());
      report.misses().forEach(miss -> output.line("missed " + missed(miss, titles)));
    }
  }

  private static void line(DataOutput output, String what, Estimate estimate) {
    output.line(
        String.format(Locale.ROOT, "%-56s %s", what, EvaluationView.withInterval(estimate)));
  }

  private static Map<?, String> titles(List<Replayed> replayed) {
    return replayed.stream().collect(Collectors.toMap(one -> one.incident().id(), one -> day(one)));
  }

  private static String day(Replayed one) {
    return one.incident().detected().at().atOffset(ZoneOffset.UTC).toLocalDate()
        + " "
        + one.incident().title();
  }

  private static String missed(Replayed miss, Map<?, String> titles) {
    String expected =
        miss.right().stream().map(titles::get).sorted().collect(Collectors.joining("; "));
    String found =
        miss.strength() == Strength.TRIAGE
            ? "triage"
            : miss.found().stream()
                .limit(3)
                .map(memory -> memory.title())
                .collect(Collectors.joining("; "));
    return day(miss) + "\n  had happened: " + expected + "\n  recalled: " + found;
  }

  private static ObjectNode json(BacktestReport report, boolean verbose) {
    ObjectNode node = Output.object().put("incidents", report.replayed().size());
    node.put("repeated", report.repeated());
    ObjectNode intervals = Output.object();
    EvaluationView.put(node, intervals, "hitAt1", report.hitAt1());
    EvaluationView.put(node, intervals, "hitAt5", report.hitAt5());
    EvaluationView.put(node, intervals, "mrrAt10", report.mrrAt10());
    EvaluationView.put(node, intervals, "triageOfRepeated", report.triageOfRepeated());
    EvaluationView.put(node, intervals, "triageOfFirst", report.triageOfFirst());
    node.set("ci95", intervals);
    if (verbose) {
      ArrayNode misses = node.putArray("misses");
      report.misses().forEach(miss -> misses.add(json(miss)));
    }
    return node;
  }

  private static ObjectNode json(Replayed miss) {
    ObjectNode node = Output.object().put("id", miss.incident().id().toString());
    node.put("title", miss.incident().title());
    node.put("at", miss.incident().detected().at().toString());
    node.put("strength", miss.strength().name());
    ArrayNode right = node.putArray("right");
    miss.right().stream().sorted().forEach(id -> right.add(id.toString()));
    ArrayNode found = node.putArray("found");
    miss.found().forEach(memory -> found.add(memory.id().toString()));
    return node;
  }
}
