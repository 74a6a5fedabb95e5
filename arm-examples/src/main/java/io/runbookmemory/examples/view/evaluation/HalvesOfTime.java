package io.runbookmemory.examples.view.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.replay.Bootstrap;
import io.runbookmemory.replay.backtest.Recognition;
import io.runbookmemory.replay.backtest.RecognitionScore;
import io.runbookmemory.replay.backtest.Replayed;
import io.runbookmemory.replay.backtest.WordsAlone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One way to tell what had happened before, over all of the time and over its second half. Where a
 * threshold is chosen, it is chosen on the first half, so that the second is new to it.
 */
public record HalvesOfTime(String what, RecognitionScore all, RecognitionScore second) {

  private static final double ANY = Double.MIN_VALUE;

  private static final String COLUMNS = "%-42s  %-19s %-19s  %-19s %-19s";

  /** Returns ARM as it is, ARM and words alone each with a threshold, and words without. */
  public static List<HalvesOfTime> of(List<Replayed> replayed, List<Memory> memories) {
    List<Recognition> arm = replayed.stream().map(Recognition::of).toList();
    List<Recognition> words = new WordsAlone(memories).answer(replayed);
    int half = replayed.size() / 2;
    double bestOfArm = RecognitionScore.bestThreshold(arm.subList(0, half));
    double bestOfWords = RecognitionScore.bestThreshold(words.subList(0, half));
    List<HalvesOfTime> rows = new ArrayList<>();
    rows.add(row("ARM, as it is", arm, ANY));
    rows.add(row("ARM, strong answers alone", strong(replayed), ANY));
    rows.add(row(words("ARM, from a relevance of %.2f", bestOfArm), arm, bestOfArm));
    rows.add(row("BM25, whatever is found", words, ANY));
    rows.add(row(words("BM25, from a score of %.2f", bestOfWords), words, bestOfWords));
    return rows;
  }

  private static String words(String format, double threshold) {
    return String.format(Locale.ROOT, format, threshold);
  }

  private static List<Recognition> strong(List<Replayed> replayed) {
    return replayed.stream()
        .map(one -> one.strength() == Strength.STRONG ? Recognition.of(one) : silent(one))
        .toList();
  }

  private static Recognition silent(Replayed one) {
    return new Recognition(one.right(), List.of(), 0);
  }

  private static HalvesOfTime row(String what, List<Recognition> answers, double threshold) {
    List<Recognition> second = answers.subList(answers.size() / 2, answers.size());
    return new HalvesOfTime(
        what,
        RecognitionScore.of(answers, threshold, Bootstrap.DEFAULT),
        RecognitionScore.of(second, threshold, Bootstrap.DEFAULT));
  }

  static void print(List<HalvesOfTime> rows, Output output) {
    if (rows.isEmpty()) {
      return;
    }
    RecognitionScore first = rows.getFirst().second();
    output.line("");
    output.line(
        "the second half of time has %d incidents, %d of them had happened before;"
                .formatted(first.first() + first.repeated(), first.repeated())
            + " a threshold is the best of the first half");
    output.line(
        COLUMNS.formatted("", "recall@5", "false alarms", "2nd half: recall@5", "false alarms"));
    for (HalvesOfTime row : rows) {
      output.line(
          String.format(
              Locale.ROOT,
              COLUMNS,
              row.what(),
              EvaluationView.withInterval(row.all().recallAt5()),
              EvaluationView.withInterval(row.all().falseAlarms()),
              EvaluationView.withInterval(row.second().recallAt5()),
              EvaluationView.withInterval(row.second().falseAlarms())));
    }
  }

  ObjectNode json() {
    ObjectNode node = Output.object().put("what", what).put("threshold", all.threshold());
    put(node.putObject("all"), all);
    put(node.putObject("secondHalf"), second);
    return node;
  }

  private static void put(ObjectNode node, RecognitionScore score) {
    ObjectNode intervals = Output.object();
    node.put("repeated", score.repeated()).put("first", score.first());
    EvaluationView.put(node, intervals, "recallAt5", score.recallAt5());
    EvaluationView.put(node, intervals, "falseAlarms", score.falseAlarms());
    node.set("ci95", intervals);
  }
}
