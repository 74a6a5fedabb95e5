package io.runbookmemory.examples.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.replay.storm.MissedOutage;
import io.runbookmemory.replay.storm.StormReport;

/** What noise control made of outages, as people and programs read it. */
final class StormView {

  private static final long MANY = Long.MAX_VALUE;

  private StormView() {}

  static void print(StormReport report, DataOutput output) {
    if (output.json()) {
      output.print(json(report));
      return;
    }
    output.line("# Outages nobody would have read of: " + report.misses().size() + "\n");
    if (!report.misses().isEmpty()) {
      output.line("| began | site | why | page of |");
      output.line("|---|---|---|---|");
      for (MissedOutage miss : report.misses()) {
        String page = miss.page() == null ? "" : miss.page().toString();
        String site = miss.outage().site().replace("|", "\\|");
        output.line(
            "| %s | %s | %s | %s |".formatted(miss.outage().from(), site, words(miss.why()), page));
      }
      output.line("");
    }
    output.line("| | pages |");
    output.line("|---|---|");
    output.line("| as they fired | " + report.pagesBefore() + " |");
    output.line("| with ARM | " + report.pagesAfter() + " |");
    output.line("\n| what began at once | one page | more | none of its own |");
    output.line("|---|---|---|---|");
    output.line(row("storms of several sites", report, true));
    output.line(row("single sites", report, false));
  }

  private static String words(MissedOutage.Why why) {
    return switch (why) {
      case NOT_PAGED -> "in no page";
      case OLD_PAGE -> "in an old page";
      case ALL_OVER -> "in the page of what was over";
    };
  }

  private static String row(String what, StormReport report, boolean storms) {
    return "| %s: %d | %d | %d | %d |"
        .formatted(
            what,
            report.clusters(storms, 0, MANY),
            report.clusters(storms, 1, 1),
            report.clusters(storms, 2, MANY),
            report.clusters(storms, 0, 0));
  }

  private static ObjectNode json(StormReport report) {
    ObjectNode node = Output.object();
    ArrayNode misses = node.putArray("misses");
    for (MissedOutage miss : report.misses()) {
      ObjectNode one = misses.addObject();
      one.put("site", miss.outage().site()).put("from", miss.outage().from().toString());
      one.put("why", miss.why().name());
      one.put("page", miss.page() == null ? null : miss.page().toString());
    }
    node.put("pagesBefore", report.pagesBefore()).put("pagesAfter", report.pagesAfter());
    for (boolean storms : new boolean[] {true, false}) {
      ObjectNode clusters = node.putObject(storms ? "storms" : "single");
      clusters.put("count", report.clusters(storms, 0, MANY));
      clusters.put("onePage", report.clusters(storms, 1, 1));
      clusters.put("morePages", report.clusters(storms, 2, MANY));
      clusters.put("noPage", report.clusters(storms, 0, 0));
    }
    return node;
  }
}
