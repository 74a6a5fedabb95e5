package io.runbookmemory.examples.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Route;
import io.runbookmemory.recall.ScoreParts;
import io.runbookmemory.recall.Strength;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A recall, for people and for programs. */
public final class RecallView {

  private static final int EXCERPT = 160;

  private final Output output;

  public RecallView(Output output) {
    this.output = output;
  }

  public void print(Recall recall, Instant now) {
    String headline =
        switch (recall.strength()) {
          case STRONG -> "@|bold,green strong match|@" + sameIdentifier(recall);
          case POSSIBLE -> "@|bold,yellow possible match|@, check before you act";
          case TRIAGE -> "@|bold,red nothing known fits|@: begin with generic triage";
        };
    output.styled(
        headline
            + String.format(
                Locale.ROOT,
                " (%d ms, %d candidates%s)",
                recall.took().toMillis(),
                recall.judged().size(),
                recall.degraded().isEmpty() ? "" : ", degraded: " + recall.degraded()));
    if (recall.staleness() != null) {
      output.line(StalenessView.line(recall.staleness(), now));
    }
    Route route = recall.route();
    if (!route.inferred().isEmpty()) {
      output.line("taken to be about " + String.join("; ", route.inferred()));
    }
    int rank = 1;
    for (Recollection one : recall.recollections()) {
      print(rank++, one, now, recall.strength() != Strength.TRIAGE);
    }
  }

  /** A percentage alone would not explain why a match is strong. */
  private static String sameIdentifier(Recall recall) {
    return recall
        .best()
        .flatMap(best -> best.exact().stream().findFirst())
        .map(identifier -> " by " + identifier.value())
        .orElse("");
  }

  private void print(int rank, Recollection one, Instant now, boolean scored) {
    Memory memory = one.memory();
    String score =
        scored ? String.format(Locale.ROOT, "%3.0f %%", 100 * one.parts().relevance()) : "";
    output.styled(
        "@|bold %2d. |@%s @|bold %s|@".formatted(rank, score, memory.title().replace("|@", "")));
    output.line("          " + about(memory, now));
    if (!one.why().isEmpty()) {
      output.line("    why   " + String.join(", ", one.why()));
    }
    if (!one.differs().isEmpty()) {
      output.line("    but   " + String.join(", ", one.differs()));
    }
    output.line("    says  " + shortened(one.excerpt()));
  }

  /** What a memory is, in one line: kind, service, age, source. */
  public static String about(Memory memory, Instant now) {
    Scope scope = memory.scope();
    StringBuilder line = new StringBuilder(memory.content().kind());
    if (scope.service() != null) {
      line.append(" of ").append(scope.service());
    }
    if (scope.env() != null) {
      line.append(" in ").append(scope.env());
    }
    Instant happened = memory.times().happenedAt();
    if (happened != null) {
      line.append(", ").append(Duration.between(happened, now).toDays()).append(" days ago");
    }
    line.append(", from ").append(memory.provenance().source());
    if (memory.provenance().key() != null) {
      line.append(" ").append(memory.provenance().key());
    }
    return line.toString();
  }

  public static String shortened(String text) {
    String flat = text.replaceAll("[#*`>\\s]+", " ").strip();
    return flat.codePointCount(0, flat.length()) <= EXCERPT
        ? flat
        : flat.substring(0, flat.offsetByCodePoints(0, EXCERPT)) + "…";
  }

  public static ObjectNode json(Recall recall) {
    ObjectNode node = Output.object().put("strength", recall.strength().name());
    ObjectNode route = node.putObject("route");
    route.put("service", recall.route().scope().service());
    route.put("env", recall.route().scope().env());
    ArrayNode inferred = route.putArray("inferred");
    recall.route().inferred().forEach(inferred::add);
    ArrayNode degraded = node.putArray("degraded");
    recall.degraded().forEach(one -> degraded.add(one.name()));
    if (recall.staleness() != null) {
      node.set("staleness", StalenessView.json(recall.staleness()));
    }
    node.put("considered", recall.judged().size());
    node.put("tookMillis", recall.took().toNanos() / 1e6);
    ArrayNode recollections = node.putArray("recollections");
    recall.recollections().forEach(one -> recollections.add(json(one)));
    return node;
  }

  private static ObjectNode json(Recollection one) {
    Memory memory = one.memory();
    ScoreParts parts = one.parts();
    ObjectNode node =
        Output.object()
            .put("id", memory.id().toString())
            .put("key", memory.provenance().key())
            .put("kind", memory.content().kind())
            .put("title", memory.title())
            .put("service", memory.scope().service())
            .put("score", parts.score())
            .put("relevance", parts.relevance())
            .put("recency", parts.recency())
            .put("success", parts.success())
            .put("similarity", parts.similarity())
            .put("textScore", parts.textScore());
    ArrayNode why = node.putArray("why");
    one.why().forEach(why::add);
    ArrayNode differs = node.putArray("differs");
    one.differs().forEach(differs::add);
    return node.put("excerpt", one.excerpt());
  }
}
