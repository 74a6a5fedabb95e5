package io.runbookmemory.bench.report;

import io.runbookmemory.bench.report.Result.Status;
import io.runbookmemory.bench.report.machine.Checkout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The smoke form's judgement. A chapter that fails, or has a ratio that is far worse, runs once
 * more before that counts.
 *
 * @param report what runs a chapter
 * @param checkout where the baseline is written
 * @param write whether it is
 */
record Smoke(BenchReport report, Checkout checkout, boolean write) {

  static final String RENEW =
      "If that is meant: ./arm bench --smoke --write-baseline, on a machine that does nothing"
          + " else.";

  int judge(Findings findings) throws IOException, InterruptedException {
    List<Judged> figures = new ArrayList<>(findings.figures());
    Set<String> failed = failed(findings.results());
    if (write && failed.isEmpty()) {
      Baseline.of(figures).write(checkout.resource(Baseline.RESOURCE));
      System.out.println(Goals.table(figures));
      System.out.println("written: " + checkout.resource(Baseline.RESOURCE));
      return 0;
    }
    Baseline baseline = Baseline.committed();
    Set<String> again = new LinkedHashSet<>(failed);
    figures.stream()
        .filter(one -> measured(one, findings.results()))
        .filter(one -> !baseline.regressions(List.of(one)).isEmpty())
        .forEach(one -> again.add(one.chapter()));
    if (!again.isEmpty()) {
      System.err.println("once more, as something was wrong: " + String.join(", ", again));
      List<Chapter> chapters =
          findings.chapters().stream().filter(one -> again.contains(one.name())).toList();
      List<Result> results = report.anew(chapters);
      failed = failed(results);
      for (int i = 0; i < chapters.size(); i++) {
        Chapter chapter = chapters.get(i);
        int at = figures.indexOf(first(figures, chapter));
        figures.removeIf(one -> one.chapter().equals(chapter.name()));
        figures.addAll(Math.max(0, at), Judged.of(chapter, results.get(i), Form.SMOKE));
      }
    }
    return told(figures, failed, baseline, findings.results());
  }

  private static @Nullable Judged first(List<Judged> figures, Chapter chapter) {
    return figures.stream()
        .filter(one -> one.chapter().equals(chapter.name()))
        .findFirst()
        .orElse(null);
  }

  private static int told(
      List<Judged> figures, Set<String> failed, Baseline baseline, List<Result> results) {
    System.out.println(Goals.table(figures));
    List<String> regressions =
        baseline.regressions(
            figures.stream()
                .filter(one -> measured(one, results) && !failed.contains(one.chapter()))
                .toList());
    failed.forEach(one -> System.out.println("failed twice: " + one));
    regressions.forEach(System.out::println);
    if (!regressions.isEmpty()) {
      System.out.println(RENEW);
    }
    boolean well = failed.isEmpty() && regressions.isEmpty();
    System.out.println(well ? "Nothing failed, and no ratio is twice as bad." : "");
    return well ? 0 : 1;
  }

  private static boolean measured(Judged figure, List<Result> results) {
    return results.stream()
        .anyMatch(one -> one.chapter().equals(figure.chapter()) && one.status() != Status.NOT_RUN);
  }

  private static Set<String> failed(List<Result> results) {
    Set<String> failed = new LinkedHashSet<>();
    for (Result result : results) {
      if (result.status() == Status.FAILED) {
        failed.add(result.chapter());
      }
    }
    return failed;
  }
}
