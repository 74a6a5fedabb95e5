package io.runbookmemory.examples.slo;

import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.Classification.PairAssessment;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A series' burn, verdicts and budget, 80 characters wide. A column shows the worst of its time:
 * the highest burn, the most urgent verdict, the least that was left.
 */
final class BurnPlot {

  private static final int COLUMNS = 71;
  private static final int BURN_ROWS = 6;
  private static final int BUDGET_ROWS = 3;
  private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";

  private final Instant first;
  private final Instant last;
  private final double[] burn = new double[COLUMNS];
  private final double[] left = new double[COLUMNS];
  private final Verdict[] verdicts = new Verdict[COLUMNS];
  private double remaining = 1;
  private double factor;
  private String window = "";

  BurnPlot(Instant first, Instant last) {
    this.first = first;
    this.last = last;
    Arrays.fill(burn, Double.NaN);
    Arrays.fill(left, Double.NaN);
    Arrays.fill(verdicts, Verdict.LOG);
  }

  void add(Instant at, Classification judged) {
    long whole = Duration.between(first, last).toMillis() + 1;
    int column = (int) (Duration.between(first, at).toMillis() * COLUMNS / whole);
    PairAssessment quickest = judged.pairs().getFirst();
    factor = quickest.pair().factor();
    window = ClassificationView.label(quickest.pair()).split("/", 2)[0];
    remaining = judged.budget().remaining();
    double now = quickest.longBurn().value();
    burn[column] = Double.isNaN(burn[column]) ? now : Math.max(burn[column], now);
    left[column] = Double.isNaN(left[column]) ? remaining : Math.min(left[column], remaining);
    if (judged.verdict().compareTo(verdicts[column]) < 0) {
      verdicts[column] = judged.verdict();
    }
  }

  List<String> lines() {
    double highest = Arrays.stream(burn).filter(value -> value >= 0).max().orElse(0);
    double top = Math.max(highest, factor * 1.2);
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Burn rate of %s, at most %.1fx; the line is %.1fx, over which it fires",
            window,
            highest,
            factor));
    rows(lines, burn, top, new Scale(BURN_ROWS, "x", factor));
    lines.add("verdict |" + strip());
    lines.add(String.format(Locale.ROOT, "Error budget, %.1f %% left at the end", 100 * remaining));
    double[] percent = Arrays.stream(left).map(share -> 100 * share).toArray();
    rows(lines, percent, 100, new Scale(BUDGET_ROWS, "%", -1));
    String end = last.toString();
    lines.add(String.format("%9s%-" + (COLUMNS - end.length()) + "s%s", "", first, end));
    return lines;
  }

  private String strip() {
    StringBuilder strip = new StringBuilder();
    for (int i = 0; i < COLUMNS; i++) {
      strip.append(
          Double.isNaN(burn[i])
              ? ' '
              : switch (verdicts[i]) {
                case PAGE -> 'P';
                case TICKET -> 't';
                case LOG -> '·';
              });
    }
    return strip.toString();
  }

  /** How a chart is drawn: its rows, its unit, and the value that a line marks; -1 for none. */
  private record Scale(int rows, String unit, double mark) {}

  private static void rows(List<String> lines, double[] values, double top, Scale scale) {
    for (int row = scale.rows() - 1; row >= 0; row--) {
      double floor = top * row / scale.rows();
      double ceiling = top * (row + 1) / scale.rows();
      boolean marked = scale.mark() >= floor && scale.mark() < ceiling;
      double label = row == scale.rows() - 1 ? ceiling : floor;
      boolean labelled = row == 0 || row == scale.rows() - 1;
      StringBuilder line =
          new StringBuilder(
              labelled
                  ? String.format(
                      Locale.ROOT, label < 1000 ? "%6.1f%s |" : "%6.0f%s |", label, scale.unit())
                  : " ".repeat(8) + "|");
      for (double value : values) {
        double share = Double.isNaN(value) ? 0 : (value - floor) / (ceiling - floor);
        int eighths = (int) Math.ceil(Math.max(0, Math.min(1, share)) * 8);
        line.append(eighths == 0 && marked ? '┄' : EIGHTHS.charAt(eighths));
      }
      lines.add(line.toString().stripTrailing());
    }
  }
}
