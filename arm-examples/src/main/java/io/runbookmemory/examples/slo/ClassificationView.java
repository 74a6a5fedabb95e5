package io.runbookmemory.examples.slo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.slo.BurnRateWindow;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.Classification.PairAssessment;
import java.time.Instant;

/**
 * A verdict as one object of JSON on a line.
 *
 * @param epochSeconds whether a time is written as seconds since 1970, as the input has it
 */
public record ClassificationView(boolean epochSeconds) {

  String json(Instant at, Classification judged, boolean muted) {
    return node(at, judged, muted).toString();
  }

  /** Returns it as a tree. */
  public ObjectNode node(Instant at, Classification judged, boolean muted) {
    ObjectNode node = Output.object();
    if (epochSeconds) {
      node.put("timestamp", at.getEpochSecond());
    } else {
      node.put("timestamp", at.toString());
    }
    node.put("verdict", judged.verdict().name());
    node.put("pair", label(judged.decidedBy().pair()));
    ArrayNode reasons = node.putArray("reasons");
    judged.reasons().forEach(reason -> reasons.add(reason.name()));
    ObjectNode ratios = node.putObject("ratios");
    for (PairAssessment pair : judged.pairs()) {
      String[] windows = label(pair.pair()).split("/", 2);
      ratios.put(windows[1], pair.shortBurn().window().errorRatio());
      ratios.put(windows[0], pair.longBurn().window().errorRatio());
    }
    node.put("budgetLeft", judged.budget().remaining());
    if (muted) {
      node.put("muted", true);
    }
    return node;
  }

  /** Returns a pair's windows, such as {@code 1h/5m}. */
  static String label(BurnRateWindow pair) {
    String text = pair.toString();
    return text.substring(0, text.indexOf(' '));
  }
}
