package io.runbookmemory.replay.engine;

import static io.runbookmemory.replay.page.Page.row;

import io.runbookmemory.oncall.noise.PagesPerShift;
import io.runbookmemory.replay.Bootstrap;
import io.runbookmemory.replay.Estimate;
import io.runbookmemory.replay.measure.Assumption;
import io.runbookmemory.replay.measure.Deflection;
import io.runbookmemory.replay.measure.RemovedNoise;
import io.runbookmemory.replay.measure.RepairModel;
import io.runbookmemory.replay.measure.Sensitivity;
import io.runbookmemory.replay.page.Page;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Writes a report for people: what gets worse first, then what gets better. */
final class ReportPage {

  private final ReplayReport report;
  private final RepairModel model;
  private final Page page = new Page();

  ReportPage(ReplayReport report, RepairModel model) {
    this.report = report;
    this.model = model;
  }

  Page write() {
    page.title("Replay of " + report.incidents().size() + " incidents");
    worse();
    pages();
    noise();
    verdicts();
    memories();
    actions();
    deflection();
    repair();
    return page;
  }

  private void worse() {
    page.section("Real incidents paged later, or not at all");
    if (report.worse().isEmpty()) {
      page.words("None.");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (ReplayedIncident one : report.worse()) {
      Instant before = one.paging().before();
      rows.add(
          row(
              one.incident().id(),
              one.incident().title(),
              String.valueOf(before),
              after(one.paging())));
    }
    page.table(List.of("incident", "title", "paged or due", "with ARM"), rows);
  }

  static String after(Paging paging) {
    if (paging.foldedInto() != null) {
      return "in the page of " + paging.foldedInto();
    }
    return paging.after() == null
        ? "not at all"
        : paging.after()
            + (paging.before() == null
                ? ""
                : ", later by " + words(Duration.between(paging.before(), paging.after())));
  }

  private void pages() {
    PagesPerShift before = report.before();
    PagesPerShift after = report.after();
    String shifts = "shifts of " + words(before.shift()) + " with a page";
    page.section("Pages")
        .table(
            List.of("", "as they fired", "with ARM"),
            List.of(
                row("pages", before.total(), after.total()),
                row(shifts, before.pages().size(), after.pages().size()),
                row("pages of the worst shift", before.worst(), after.worst()),
                row("worst shift", worst(before), worst(after))));
  }

  /** The first of those that are equally bad. */
  private static String worst(PagesPerShift pages) {
    return pages.pages().entrySet().stream()
        .filter(one -> one.getValue() == pages.worst())
        .map(Map.Entry::getKey)
        .min(Instant::compareTo)
        .map(from -> "from " + from)
        .orElse("none");
  }

  private void noise() {
    RemovedNoise noise = report.noise();
    page.section("Noise removed");
    if (noise.lines().isEmpty()) {
      page.words("No page belonged to an incident that was not real.");
      return;
    }
    page.words(
        "Of %d pages that belonged to no real incident, %d are gone."
            .formatted(noise.fired(), noise.removed()));
    page.table(
        List.of("alert", "service", "woke somebody", "gone"),
        noise.lines().stream()
            .map(one -> row(one.alert(), one.service(), one.fired(), one.removed()))
            .toList());
  }

  private void verdicts() {
    List<List<String>> rows = new ArrayList<>();
    report
        .confusion()
        .forEach(
            (expected, row) ->
                rows.add(
                    row(
                        expected,
                        row.getOrDefault(Verdict.PAGE, 0L),
                        row.getOrDefault(Verdict.TICKET, 0L),
                        row.getOrDefault(Verdict.LOG, 0L))));
    page.section("Verdicts").table(List.of("expected", "PAGE", "TICKET", "LOG"), rows);
  }

  private void memories() {
    List<Answered> asked = report.asked();
    page.section("Memories");
    if (asked.isEmpty()) {
      page.words("No incident says what should be recalled.");
    } else {
      page.words("Of the " + asked.size() + " incidents that say what should be recalled:");
      page.table(
          List.of("", "mean", "95 % interval"),
          List.of(
              measured("precision@" + ReplayReport.K, Answered::precisionAtK),
              measured("recall@" + ReplayReport.K, Answered::recallAtK),
              measured("MRR", Answered::reciprocalRank)));
    }
    page.words("Recalled, and never should be: " + report.misleading() + ".");
  }

  private List<String> measured(String name, ToDoubleFunction<Answered> value) {
    Estimate estimate =
        Bootstrap.DEFAULT.estimate(
            report.asked(),
            sample -> sample.stream().mapToDouble(value).average().orElse(Double.NaN));
    return row(name, decimal("%.3f", estimate.value()), interval("%.3f", estimate));
  }

  private void actions() {
    List<Duration> before = report.actedBefore();
    page.section("First correct action");
    if (before.isEmpty()) {
      page.words("No incident says what it was.");
      return;
    }
    Duration after = median(report.actedAfter());
    page.table(
        List.of("", "as it was", "if taken when a plan holds it"),
        List.of(row("median", words(median(before)), words(after))));
    page.words(
        "A plan held it in time in " + report.offered() + " of " + before.size() + " incidents.");
  }

  private void deflection() {
    Deflection deflection = report.deflection();
    page.section("Tickets deflected");
    if (deflection.n() == 0) {
      page.words("No incident says its first correct action.");
      return;
    }
    page.words(
        "%s (n = %d): of the incidents that say their first correct action, %d woke nobody with"
                .formatted(percent(deflection.rate()), deflection.n(), deflection.quiet())
            + " ARM where no page was due, and for %d of those a plan held the action in time."
                .formatted(deflection.deflected()));
  }

  private void repair() {
    Sensitivity says = report.repair(model);
    page.section("Change of the mean time to repair: a model");
    if (says.n() == 0) {
      page.words("No incident says its first correct action.");
      return;
    }
    page.words(
        "With every assumption at its middle: %s min (n = %d, 95 %% interval over the incidents %s)."
                .formatted(minutes(says.change().value()), says.n(), minutes(says.change()))
            + " From %s to %s min over the ends of all assumptions. Negative is sooner."
                .formatted(minutes(says.best()), minutes(says.worst())));
    page.words(
        "None of it is measured. Where a plan held the first correct action in time, it reckons"
            + " followed × carried × (taken − offered − reading) as won; where none did, followed ×"
            + " reading as lost. Each assumption alone, the weightiest first:");
    page.table(
        List.of("assumption", "low / middle / high", "min at low", "min at high"),
        says.swings().stream()
            .map(
                one ->
                    row(
                        one.assumes(),
                        ends(one.assumption()),
                        minutes(one.atLow()),
                        minutes(one.atHigh())))
            .toList());
  }

  private static String ends(Assumption of) {
    return number(of.low()) + " / " + number(of.middle()) + " / " + number(of.high());
  }

  private static String number(double value) {
    return value == Math.rint(value) ? decimal("%.0f", value) : Double.toString(value);
  }

  private static String minutes(double value) {
    return decimal("%+.1f", value);
  }

  private static String minutes(Estimate estimate) {
    return interval("%+.1f", estimate);
  }

  private static String percent(Estimate share) {
    Estimate percent = new Estimate(100 * share.value(), 100 * share.low(), 100 * share.high());
    return decimal("%.1f %%", percent.value()) + ", 95 % interval " + interval("%.1f", percent);
  }

  private static String interval(String format, Estimate estimate) {
    return decimal(format, estimate.low()) + " to " + decimal(format, estimate.high());
  }

  private static String decimal(String format, double value) {
    return String.format(Locale.ROOT, format, value + 0.0);
  }

  /** Returns the middle one, the lower of two. */
  static Duration median(List<Duration> ascending) {
    return ascending.get((ascending.size() - 1) / 2);
  }

  static String words(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
