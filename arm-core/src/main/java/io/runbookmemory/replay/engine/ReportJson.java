package io.runbookmemory.replay.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.oncall.noise.PagesPerShift;
import io.runbookmemory.replay.Estimate;
import io.runbookmemory.replay.measure.Assumption;
import io.runbookmemory.replay.measure.Deflection;
import io.runbookmemory.replay.measure.RemovedNoise;
import io.runbookmemory.replay.measure.RepairModel;
import io.runbookmemory.replay.measure.Sensitivity;
import io.runbookmemory.replay.measure.Swing;
import io.runbookmemory.tool.json.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a report as JSON. */
final class ReportJson {

  private final ReplayReport report;
  private final RepairModel model;
  private final ObjectNode root = JsonText.object();

  ReportJson(ReplayReport report, RepairModel model) {
    this.report = report;
    this.model = model;
  }

  String write() {
    ArrayNode worse = root.putArray("worse");
    report.worse().forEach(one -> paging(worse.addObject(), one));
    ObjectNode pages = root.putObject("pages");
    pages(pages.putObject("before"), report.before());
    pages(pages.putObject("after"), report.after());
    noise(root.putObject("noise"), report.noise());
    verdicts(root.putObject("verdicts"));
    memories(root.putObject("memories"));
    actions(root.putObject("firstCorrectAction"));
    deflection(root.putObject("deflection"), report.deflection());
    repair(root.putObject("repairModel"), report.repair(model));
    ArrayNode incidents = root.putArray("incidents");
    report.incidents().forEach(one -> incident(incidents.addObject(), one));
    return JsonText.pretty(root);
  }

  private static void paging(ObjectNode node, ReplayedIncident one) {
    node.put("id", one.incident().id()).put("title", one.incident().title());
    put(node, "pagedBefore", one.paging().before());
    put(node, "pagedAfter", one.paging().after());
    node.put("foldedInto", one.paging().foldedInto());
  }

  private static void put(ObjectNode node, String field, @Nullable Instant at) {
    node.put(field, at == null ? null : at.toString());
  }

  private static void pages(ObjectNode node, PagesPerShift pages) {
    node.put("total", pages.total()).put("worstShift", pages.worst());
    ObjectNode shifts = node.putObject("shifts");
    new TreeMap<>(pages.pages()).forEach((shift, count) -> shifts.put(shift.toString(), count));
  }

  private static void noise(ObjectNode node, RemovedNoise noise) {
    node.put("pages", noise.fired()).put("removed", noise.removed());
    ArrayNode alerts = node.putArray("alerts");
    for (RemovedNoise.Line line : noise.lines()) {
      ObjectNode alert = alerts.addObject().put("alert", line.alert());
      alert.put("service", line.service());
      alert.put("pages", line.fired()).put("removed", line.removed());
    }
  }

  private void verdicts(ObjectNode node) {
    report
        .confusion()
        .forEach(
            (expected, row) -> {
              ObjectNode cells = node.putObject(expected.name());
              row.forEach((actual, count) -> cells.put(actual.name(), count));
            });
  }

  private void memories(ObjectNode node) {
    node.put("asked", report.asked().size());
    node.put("k", ReplayReport.K).put("misleading", report.misleading());
    if (!report.asked().isEmpty()) {
      node.put("precisionAtK", report.precisionAtK()).put("recallAtK", report.recallAtK());
      node.put("meanReciprocalRank", report.meanReciprocalRank());
    }
  }

  private void actions(ObjectNode node) {
    List<Duration> before = report.actedBefore();
    node.put("asked", before.size()).put("offered", report.offered());
    if (!before.isEmpty()) {
      node.put("medianSeconds", ReportPage.median(before).toSeconds());
      node.put("modelledMedianSeconds", ReportPage.median(report.actedAfter()).toSeconds());
    }
  }

  private static void deflection(ObjectNode node, Deflection deflection) {
    node.put("n", deflection.n()).put("quiet", deflection.quiet());
    node.put("deflected", deflection.deflected());
    estimate(node, "rate", deflection.rate());
  }

  private static void repair(ObjectNode node, Sensitivity says) {
    node.put("n", says.n());
    if (says.n() > 0) {
      estimate(node, "changeMinutes", says.change());
      node.put("bestMinutes", says.best()).put("worstMinutes", says.worst());
    }
    ArrayNode swings = node.putArray("assumptions");
    for (Swing swing : says.swings()) {
      Assumption of = swing.assumption();
      ObjectNode one = swings.addObject().put("assumes", swing.assumes());
      one.put("low", of.low()).put("middle", of.middle()).put("high", of.high());
      if (says.n() > 0) {
        one.put("minutesAtLow", swing.atLow()).put("minutesAtHigh", swing.atHigh());
      }
    }
  }

  private static void estimate(ObjectNode node, String field, Estimate estimate) {
    if (estimate.known()) {
      node.put(field, estimate.value());
      node.putArray(field + "Interval").add(estimate.low()).add(estimate.high());
    }
  }

  private static void incident(ObjectNode node, ReplayedIncident one) {
    paging(node, one);
    node.put("real", one.incident().real());
    node.put("pagesBefore", one.pagesBefore()).put("pagesAfter", one.pagesAfter());
    ArrayNode verdicts = node.putArray("verdicts");
    one.judged()
        .forEach(
            judged ->
                verdicts
                    .addObject()
                    .put("at", judged.at().toString())
                    .put("expected", judged.expected().name())
                    .put("actual", judged.actual().name()));
    Answered answered = one.answered();
    ArrayNode recalled = node.putArray("recalled");
    answered.recalled().forEach(recalled::add);
    ArrayNode right = node.putArray("right");
    answered.right().forEach(right::add);
    node.put("expected", answered.expected()).put("misleading", answered.misleading());
    seconds(node, "actedAfterSeconds", answered.actedAfter());
    seconds(node, "offeredAfterSeconds", answered.offeredAfter());
  }

  private static void seconds(ObjectNode node, String field, @Nullable Duration duration) {
    if (duration != null) {
      node.put(field, duration.toSeconds());
    }
  }
}
