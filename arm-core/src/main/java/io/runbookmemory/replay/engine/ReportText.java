package io.runbookmemory.replay.engine;

import io.runbookmemory.oncall.noise.PagesPerShift;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A report as Markdown. */
final class ReportText {

  private final ReplayReport report;
  private final StringBuilder text = new StringBuilder();

  private ReportText(ReplayReport report) {
    this.report = report;
  }

  static String of(ReplayReport report) {
    return new ReportText(report).write();
  }

  private String write() {
    line("# Replay of " + report.incidents().size() + " incidents");
    worse();
    pages();
    verdicts();
    memories();
    actions();
    return text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void worse() {
    line("\n## Real incidents paged later, or not at all\n");
    if (report.worse().isEmpty()) {
      line("None.");
      return;
    }
    line("| incident | title | paged or due | with ARM |");
    line("|---|---|---|---|");
    for (ReplayedIncident one : report.worse()) {
      Object[] row = {
        cell(one.incident().id()),
        cell(one.incident().title()),
        String.valueOf(one.paging().before()),
        after(one.paging())
      };
      line(String.format(Locale.ROOT, "| %s | %s | %s | %s |", row));
    }
  }

  static String after(Paging paging) {
    if (paging.foldedInto() != null) {
      return "in the page of " + cell(paging.foldedInto());
    }
    return paging.after() == null
        ? "not at all"
        : paging.after()
            + (paging.before() == null
                ? ""
                : ", later by " + words(Duration.between(paging.before(), paging.after())));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\s+", " ");
  }

  private void pages() {
    PagesPerShift before = report.before();
    PagesPerShift after = report.after();
    line("\n## Pages\n");
    line("| | as they fired | with ARM |");
    line("|---|---|---|");
    line("| pages | " + before.total() + " | " + after.total() + " |");
    line(
        "| shifts of %s with a page | %d | %d |"
            .formatted(words(before.shift()), before.pages().size(), after.pages().size()));
    line("| pages of the worst shift | " + before.worst() + " | " + after.worst() + " |");
  }

  private void verdicts() {
    line("\n## Verdicts\n");
    line("| expected | PAGE | TICKET | LOG |");
    line("|---|---|---|---|");
    report
        .confusion()
        .forEach(
            (expected, row) -> {
              StringBuilder cells = new StringBuilder("| " + expected + " |");
              for (Verdict actual : Verdict.values()) {
                cells.append(' ').append(row.get(actual)).append(" |");
              }
              line(cells.toString());
            });
  }

  private void memories() {
    line("\n## Memories\n");
    int asked = report.asked().size();
    if (asked == 0) {
      line("No incident says what should be recalled.");
    } else {
      line(
          String.format(
              Locale.ROOT,
              "Of %d incidents: precision@%d %.3f, recall@%d %.3f, MRR %.3f.",
              asked,
              ReplayReport.K,
              report.precisionAtK(),
              ReplayReport.K,
              report.recallAtK(),
              report.meanReciprocalRank()));
    }
    line("Recalled, and never should be: " + report.misleading() + ".");
  }

  private void actions() {
    line("\n## First correct action\n");
    List<Duration> before = report.actedBefore();
    if (before.isEmpty()) {
      line("No incident says what it was.");
      return;
    }
    line("| | as it was | if taken when a plan holds it |");
    line("|---|---|---|");
    line("| median | " + words(median(before)) + " | " + words(median(report.actedAfter())) + " |");
    line(
        "\nA plan held it in time in " + report.offered() + " of " + before.size() + " incidents.");
  }

  /** Returns the middle one, the lower of two. */
  static Duration median(List<Duration> ascending) {
    return ascending.get((ascending.size() - 1) / 2);
  }

  private static String words(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
