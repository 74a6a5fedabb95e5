package io.runbookmemory.learn.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;

/** A report as JSON. */
final class AnalysisJson {

  private AnalysisJson() {}

  static String of(AnalysisReport report) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("v", 1);
    node.put("run", report.run()).put("at", report.at().toString());
    node.put("dryRun", report.dryRun());
    ArrayNode results = node.putArray("results");
    for (AnalysisReport.Result result : report.results()) {
      ObjectNode one = results.addObject().put("activity", result.activity().name());
      one.put("state", result.state().name());
      if (result.reason() != null) {
        one.put("reason", result.reason());
      }
      AnalysisReport.Counts counts = result.counts();
      one.putObject("memories")
          .put("added", counts.added())
          .put("updated", counts.updated())
          .put("retired", counts.retired())
          .put("unchanged", counts.unchanged())
          .put("deferred", counts.deferred())
          .put("refused", counts.refused());
      ArrayNode findings = one.putArray("findings");
      result.findings().forEach(finding -> put(findings.addObject(), finding));
    }
    return node.toPrettyString();
  }

  private static void put(ObjectNode node, Finding finding) {
    node.put("kind", finding.kind()).put("description", finding.description());
    node.put("support", finding.support()).put("confidence", finding.confidence());
    place(node, finding.place());
    ArrayNode signals = node.putArray("signals");
    for (Signal signal : finding.signals()) {
      place(signals.addObject().put("alert", signal.alert()), signal.place());
    }
    if (PatternMemories.isRemembered(finding)) {
      node.put("memory", PatternMemories.id(finding).toString());
    }
  }

  private static void place(ObjectNode node, Place place) {
    node.put("service", place.service()).put("env", place.env()).put("cluster", place.cluster());
  }
}
