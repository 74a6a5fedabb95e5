package io.runbookmemory.journal.report;

import io.runbookmemory.journal.alerts.AlertScore;
import io.runbookmemory.journal.report.Recommendation.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A week as Markdown. */
final class MarkdownWeek {

  private static final int MOST_ALERTS = 10;

  private final WeeklyReport week;
  private final DateTimeFormatter format;
  private final StringBuilder page = new StringBuilder();

  private MarkdownWeek(WeeklyReport week) {
    this.week = week;
    this.format =
        DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT)
            .withZone(ZoneId.of(week.zone()));
  }

  static String of(WeeklyReport week) {
    MarkdownWeek markdown = new MarkdownWeek(week);
    markdown.write();
    return markdown.page.toString();
  }

  private void write() {
    line("# %s: %s to %s", WeeklyReport.TITLE, time(week.from()), time(week.to()));
    line("");
    OnCallCost cost = week.cost();
    line(
        "%d incidents (%s of harm), %d open at the end; %d pages, %d of them at night, %d in the"
            + " worst shift.",
        week.incidents().size(),
        words(cost.inIncidents()),
        week.open().size(),
        cost.pages(),
        cost.atNight(),
        cost.worstShift());
    recommendations();
    tables();
    if (!week.activeAlerts().isEmpty()) {
      line("");
      line("Firing at the end: %s.", cell(String.join(", ", week.activeAlerts())));
    }
  }

  private void tables() {
    table(
        "Error budgets",
        "| objective | spent | left |\n|---|--:|--:|",
        week.budgets(),
        one ->
            row(
                "%s | %.1f %% | %.1f %%",
                cell(one.slo()), 100 * one.spent(), 100 * one.remaining()));
    table(
        "Incidents",
        "| began | what | service | state | harm |\n|---|---|---|---|--:|",
        week.incidents(),
        this::incident);
    table(
        "Open at the end",
        "| began | what | service | state | harm |\n|---|---|---|---|--:|",
        week.open(),
        this::incident);
    table(
        "Alerts, the noisiest first",
        "| alert | service | fired | pages | acted on | by itself | repeated | advice |\n"
            + "|---|---|--:|--:|--:|--:|--:|---|",
        week.alerts().stream().limit(MOST_ALERTS).toList(),
        MarkdownWeek::alert);
    table(
        "Runbooks to verify",
        "| runbook | owner | last known to be right |\n|---|---|---|",
        week.stale(),
        one -> row("%s | %s | %s", cell(one.title()), cell(one.owner()), time(one.lastRight())));
  }

  private void recommendations() {
    line("");
    line("## What should be done");
    line("");
    if (week.recommendations().isEmpty()) {
      line("Nothing was found that should.");
    }
    for (Recommendation one : week.recommendations()) {
      line("- **%s** %s", standing(one.standing()), cell(one.text()));
    }
  }

  private static String standing(Standing standing) {
    return switch (standing) {
      case NEW -> "new:";
      case NOT_DONE -> "not done since last time:";
      case RECURRING -> "recurring:";
      case DONE -> "done:";
    };
  }

  private String incident(IncidentLine one) {
    Duration harm = one.harm();
    return row(
        "%s | %s | %s | %s | %s",
        time(one.openedAt()),
        cell(one.title()),
        cell(one.service()),
        one.state().name().toLowerCase(Locale.ROOT),
        harm == null ? "goes on" : words(harm));
  }

  private static String alert(AlertScore one) {
    return row(
        "%s | %s | %d | %d | %d | %d | %d | %s",
        cell(one.alert()),
        cell(one.service()),
        one.episodes(),
        one.pages(),
        one.actedOn(),
        one.byItself(),
        one.duplicates(),
        one.advice().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  private <T> void table(String heading, String head, List<T> rows, Function<T, String> row) {
    if (rows.isEmpty()) {
      return;
    }
    line("");
    line("## %s", heading);
    line("");
    page.append(head).append('\n');
    rows.forEach(one -> page.append(row.apply(one)).append('\n'));
  }

  private static String row(String pattern, Object... cells) {
    return "| " + String.format(Locale.ROOT, pattern, cells) + " |";
  }

  private void line(String pattern, Object... parts) {
    page.append(String.format(Locale.ROOT, pattern, parts)).append('\n');
  }

  private String time(Instant at) {
    return format.format(at);
  }

  private static String words(Duration duration) {
    return duration.toHours() == 0
        ? duration.toMinutes() + " min"
        : duration.toHours() + " h " + duration.toMinutesPart() + " min";
  }

  /** What people wrote is text here, never markup. */
  private static String cell(@Nullable String text) {
    return text == null
        ? "-"
        : text.replaceAll("\\R", " ").replaceAll("([\\\\`*_\\[\\]<>#|])", "\\\\$1");
  }
}
