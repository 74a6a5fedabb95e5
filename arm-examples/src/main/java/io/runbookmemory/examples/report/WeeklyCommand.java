package io.runbookmemory.examples.report;

import io.runbookmemory.connectors.report.HtmlReport;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.incident.IncidentLookup;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.StoreOptions.OpenMemory;
import io.runbookmemory.examples.slo.BudgetOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.journal.report.BudgetLine;
import io.runbookmemory.journal.report.Period;
import io.runbookmemory.journal.report.SpentBudgets;
import io.runbookmemory.journal.report.StaleRunbook;
import io.runbookmemory.journal.report.WeeklyReport;
import io.runbookmemory.journal.report.WeeklyReporter;
import io.runbookmemory.learn.upkeep.Freshness;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm report weekly}. */
@Command(
    name = "weekly",
    description = {
      "Write the report of a week as Markdown, and archive it: incidents, alerts, budgets, stale"
          + " runbooks, what it cost,",
      "what should be done, and what became of what the last report recommended."
    })
final class WeeklyCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Option(
      names = "--week",
      paramLabel = "DAY",
      description = "Any day of the week, such as 2026-03-04 (default: the last whole week).")
  private @Nullable LocalDate day;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Whose days and nights count, such as Europe/Berlin (default: this machine's).")
  private ZoneId zone = ZoneId.systemDefault();

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<BudgetOptions> budgets = new ArrayList<>();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write it as a page with charts too, which loads nothing.")
  private @Nullable Path html;

  @Option(names = "--dry-run", description = "Archive nothing.")
  private boolean dryRun;

  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    budgets.forEach(budget -> budget.check(output));
    LocalDate of = day == null ? LocalDate.now(zone).minusWeeks(1) : day;
    Period week = Period.week(of, zone);
    List<BudgetLine> spent = new ArrayList<>();
    budgets.forEach(budget -> spent.add(budget.spent(week.from(), week.to(), output)));
    WeeklyReport report = dryRun ? written(week, spent) : archived(week, spent);
    if (html != null) {
      write(html, HtmlReport.of(report));
    }
    output.line(output.json() ? report.toJson() : report.toMarkdown().stripTrailing());
    return ExitStatus.OK;
  }

  private WeeklyReport written(Period week, List<BudgetLine> spent) {
    try (MemoryStore open = store.openToRead()) {
      return write(open, week, spent);
    }
  }

  private WeeklyReport archived(Period week, List<BudgetLine> spent) {
    try (OpenMemory open = store.openWithModel()) {
      WeeklyReport report = write(open.store(), week, spent);
      open.memory().remember(report.toMemory(store.tenant(), Instant.now()));
      return report;
    }
  }

  private WeeklyReport write(MemoryStore open, Period week, List<BudgetLine> spent) {
    try (LedgerStore ledgers = store.openLedgers()) {
      return new WeeklyReporter(
              new IncidentLookup(ledgers, store.tenant()).journal(),
              new AlertLog(ledgers.ledger(store.tenant())),
              open.reader(store.tenant()))
          .write(week, SpentBudgets.of(spent), stale(open, week));
    }
  }

  private List<StaleRunbook> stale(MemoryStore open, Period week) {
    return new Freshness(open, store.tenant(), Freshness.SLA)
        .notices(week.to()).stream()
            .flatMap(
                notice ->
                    notice.due().stream()
                        .map(
                            due ->
                                new StaleRunbook(
                                    due.id().toString(), due.title(), notice.owner(), due.since())))
            .toList();
  }

  private static void write(Path file, String page) {
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new UnavailableException(file.toString(), "cannot be written: " + e.getMessage(), e);
    }
  }
}
