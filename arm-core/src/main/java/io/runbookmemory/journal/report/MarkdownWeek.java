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
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    line("# ", WeeklyReport.TITLE, ": ", time(week.from()), " to ", time(week.to()));
    line("");
    OnCallCost cost = week.cost();
    line(
        week.incidents().size(),
        " incidents (",
        words(cost.inIncidents()),
        " of harm), ",
        week.open().size(),
        " open at the end; ",
        cost.pages(),
        " pages, ",
        cost.atNight(),
        " of them at night, ",
        cost.worstShift(),
        " in the worst shift.");
    PageTarget target = week.pageTarget();
    if (target != null) {
      line("");
      line("Pages, ", target.words(), ".");
    }
    recommendations();
    notLookedAt();
    tables();
    if (!week.activeAlerts().isEmpty()) {
      line("");
      line("Firing at the end: ", cell(String.join(", ", week.activeAlerts())), ".");
    }
  }

  private void notLookedAt() {
    List<String> missing = week.notLookedAt();
    if (missing != null && !missing.isEmpty()) {
      line("");
      line("Error budgets that were not looked at: ", cell(String.join(", ", missing)), ".");
    }
  }

  private void tables() {
    table(
        "Error budgets",
        "| objective | spent | left |\n|---|--:|--:|",
        week.budgets(),
        one -> row(cell(one.slo()), percent(one.spent()), percent(one.remaining())));
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
        one -> row(cell(one.title()), cell(one.owner()), time(one.lastRight())));
  }

  private void recommendations() {
    line("");
    line("## What should be done");
    line("");
    if (week.recommendations().isEmpty()) {
      line("Nothing was found that should.");
    }
    for (Recommendation one : week.recommendations()) {
      line("- **", standing(one.standing()), "** ", cell(one.text()));
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
        time(one.openedAt()),
        cell(one.title()),
        cell(one.service()),
        one.state().name().toLowerCase(Locale.ROOT),
        harm == null ? "goes on" : words(harm));
  }

  private static String alert(AlertScore one) {
    return row(
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
    line("## ", heading);
    line("");
    page.append(head).append('\n');
    rows.forEach(one -> page.append(row.apply(one)).append('\n'));
  }

  private static String row(Object... cells) {
    return Stream.of(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private void line(Object... parts) {
    for (Object part : parts) {
      page.append(part);
    }
    page.append('\n');
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
