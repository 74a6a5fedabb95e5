package io.runbookmemory.replay.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.oncall.noise.PagesPerShift;
import io.runbookmemory.tool.json.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A report as JSON. */
final class ReportJson {

  private ReportJson() {}

  static String of(ReplayReport report) {
    ObjectNode node = JsonText.object();
    ArrayNode worse = node.putArray("worse");
    report.worse().forEach(one -> paging(worse.addObject(), one));
    ObjectNode pages = node.putObject("pages");
    pages(pages.putObject("before"), report.before());
    pages(pages.putObject("after"), report.after());
    ObjectNode verdicts = node.putObject("verdicts");
    report
        .confusion()
        .forEach(
            (expected, row) -> {
              ObjectNode cells = verdicts.putObject(expected.name());
              row.forEach((actual, count) -> cells.put(actual.name(), count));
            });
    ObjectNode memories = node.putObject("memories").put("asked", report.asked().size());
    memories.put("k", ReplayReport.K).put("misleading", report.misleading());
    if (!report.asked().isEmpty()) {
      memories.put("precisionAtK", report.precisionAtK()).put("recallAtK", report.recallAtK());
      memories.put("meanReciprocalRank", report.meanReciprocalRank());
    }
    actions(node.putObject("firstCorrectAction"), report);
    ArrayNode incidents = node.putArray("incidents");
    report.incidents().forEach(one -> incident(incidents.addObject(), one));
    return JsonText.pretty(node);
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

  private static void actions(ObjectNode node, ReplayReport report) {
    List<Duration> before = report.actedBefore();
    node.put("asked", before.size()).put("offered", report.offered());
    if (!before.isEmpty()) {
      node.put("medianSeconds", ReportText.median(before).toSeconds());
      node.put("modelledMedianSeconds", ReportText.median(report.actedAfter()).toSeconds());
    }
  }

  private static void incident(ObjectNode node, ReplayedIncident one) {
    paging(node, one);
    node.put("real", one.incident().real());
    ArrayNode verdicts = node.putArray("verdicts");
    one.judged()
        .forEach(
            judged ->
                verdicts
                    .addObject()
                    .put("at", judged.at().toString())
                    .put("expected", judged.expected().name())
                    .put("actual", judged.actual().name()));
    ArrayNode recalled = node.putArray("recalled");
    one.answered().recalled().forEach(recalled::add);
    seconds(node, "actedAfterSeconds", one.answered().actedAfter());
    seconds(node, "offeredAfterSeconds", one.answered().offeredAfter());
  }

  private static void seconds(ObjectNode node, String field, @Nullable Duration duration) {
    if (duration != null) {
      node.put(field, duration.toSeconds());
    }
  }
}
