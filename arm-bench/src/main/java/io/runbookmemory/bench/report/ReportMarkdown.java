package io.runbookmemory.bench.report;

import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.report.Result.Titled;
import io.runbookmemory.bench.report.machine.MachineFacts;
import java.util.List;
import java.util.Locale;

/** A report for people. */
final class ReportMarkdown {

  private final StringBuilder text = new StringBuilder();

  private ReportMarkdown() {}

  static String of(Findings findings) {
    ReportMarkdown report = new ReportMarkdown();
    report.head(findings);
    report.goals(findings.figures());
    report.notMeasured(findings.results());
    for (int i = 0; i < findings.chapters().size(); i++) {
      report.chapter(findings.chapters().get(i), findings.results().get(i));
    }
    return report.text.toString();
  }

  private void head(Findings findings) {
    MachineFacts machine = findings.machine();
    line("# What ARM costs on this machine");
    line("");
    line("Written by `./arm bench --%s`, %s.".formatted(findings.form(), findings.began()));
    line("");
    Table table = new Table("what", "is");
    table.row("processor", machine.cores() + " cores, " + machine.processor());
    table.row("memory", String.format(Locale.ROOT, "%,d MiB", machine.memoryMiB()));
    table.row("a sync of 4 KiB", Table.text(machine.syncMillis()) + " ms");
    table.row("load before", machine.load() < 0 ? "-" : Table.text(machine.load()));
    table.row("system", machine.system());
    table.row("JVM", machine.java());
    table.row("build", findings.build().digest() + commit(findings));
    findings.build().versions().forEach(table::row);
    findings.seeds().forEach((what, seed) -> table.row("seed of " + what, seed.toString()));
    table.row("data", findings.data());
    table.row("measured in", Math.round(findings.seconds()) + " s");
    line(table);
  }

  private static String commit(Findings findings) {
    return findings.commit().isEmpty() ? "" : ", commit " + findings.commit();
  }

  private void goals(List<Judged> figures) {
    line("## Goals");
    line("");
    line(Goals.table(figures));
    line(
        Goals.sentence(figures)
            + " A ratio has the interval that holds it with a confidence of 95 %.");
    line("");
  }

  private void notMeasured(List<Result> results) {
    List<Result> missing = results.stream().filter(one -> !one.measured()).toList();
    if (missing.isEmpty()) {
      return;
    }
    line("## Not measured");
    line("");
    for (Result result : missing) {
      line("### " + result.chapter() + ": " + result.status());
      line("");
      result.reason().forEach(reason -> line("    " + reason));
      line("");
    }
  }

  private void chapter(Chapter chapter, Result result) {
    if (result.tables().isEmpty()) {
      return;
    }
    line("## " + chapter.name());
    line("");
    line(
        "%s %s in %d s:"
            .formatted(chapter.question(), sentence(result), Math.round(result.seconds())));
    line("");
    result.commands().forEach(command -> line("    " + command));
    line("");
    for (Titled titled : result.tables()) {
      line(titled.title() + ":");
      line("");
      line(titled.table());
    }
  }

  private static String sentence(Result result) {
    return switch (result.status()) {
      case MEASURED -> "Measured";
      case KEPT -> "Kept of an earlier run, measured";
      case FAILED -> "Failed, after";
      case NOT_RUN -> "Not run";
    };
  }

  private void line(Object line) {
    text.append(line).append('\n');
  }
}
