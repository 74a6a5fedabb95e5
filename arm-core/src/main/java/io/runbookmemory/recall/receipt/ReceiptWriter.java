package io.runbookmemory.recall.receipt;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.recall.Basis;
import io.runbookmemory.recall.Degradation;
import io.runbookmemory.recall.Evidence;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.RecallPolicy;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Route;
import io.runbookmemory.recall.ScoreParts;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.via.Via;
import io.runbookmemory.text.Identifier;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of a receipt, always in one order. Numbers are written as the shortest decimals
 * that give the same double again. Every text that the caller brought goes through the redactor.
 *
 * @param redactor the one of the pipeline
 */
record ReceiptWriter(Redactor redactor) {

  ObjectNode write(Situation situation, Recall recall) {
    Basis basis = recall.basis();
    ObjectNode node = ReceiptFields.object().put(Receipt.FORMAT_FIELD, Receipt.FORMAT);
    node.set("asked", asked(situation, basis));
    node.set("route", route(recall.route()));
    node.set("policy", policy(basis.policy()));
    node.put("calibration", basis.calibration());
    node.set("space", space(basis.space()));
    ArrayNode degraded = node.putArray("degraded");
    recall.degraded().stream().map(Degradation::name).sorted().forEach(degraded::add);
    node.put("strength", recall.strength().name());
    ArrayNode recalled = node.putArray("recalled");
    recall.recollections().forEach(one -> recalled.add(one.memory().id().toString()));
    ArrayNode candidates = node.putArray("candidates");
    recall.judged().forEach(one -> candidates.add(candidate(one)));
    return node;
  }

  private ObjectNode asked(Situation situation, Basis basis) {
    ObjectNode node =
        ReceiptFields.object()
            .put("at", situation.at().toString())
            .put("question", basis.question());
    node.set("alert", null);
    situation
        .alert()
        .ifPresent(
            alert -> {
              ObjectNode told = node.putObject("alert");
              ObjectNode labels = told.putObject("labels");
              alert.labels().forEach((name, value) -> labels.put(clean(name), clean(value)));
              told.put("startsAt", alert.startsAt().toString())
                  .put("fingerprint", alert.fingerprint().value());
            });
    node.set("scope", scope(situation.scope()));
    node.set("filter", FilterFields.write(situation.filter(), redactor::redact));
    return node.put("topK", situation.topK()).put("deadline", situation.deadline().toString());
  }

  private ObjectNode scope(Scope scope) {
    return ReceiptFields.object()
        .put("tenant", scope.tenant().name())
        .put("cluster", clean(scope.cluster()))
        .put("namespace", clean(scope.namespace()))
        .put("service", clean(scope.service()))
        .put("env", clean(scope.env()))
        .put("session", clean(scope.session()));
  }

  private ObjectNode route(Route route) {
    ObjectNode node = ReceiptFields.object();
    node.set("scope", scope(route.scope()));
    ArrayNode services = node.putArray("services");
    route.services().forEach(service -> services.add(clean(service)));
    node.set("identifiers", identifiers(route.identifiers()));
    ArrayNode inferred = node.putArray("inferred");
    route.inferred().forEach(remark -> inferred.add(clean(remark)));
    return node;
  }

  private ArrayNode identifiers(Collection<Identifier> identifiers) {
    ArrayNode array = ReceiptFields.object().putArray("identifiers");
    identifiers.forEach(
        one -> array.addObject().put("kind", one.kind().name()).put("value", clean(one.value())));
    return array;
  }

  private static ObjectNode policy(RecallPolicy policy) {
    ObjectNode node =
        ReceiptFields.object()
            .put("relevance", policy.relevance())
            .put("recency", policy.recency())
            .put("success", policy.success())
            .put("copies", policy.copies());
    ObjectNode halfLives = node.putObject("halfLives");
    for (MemoryType type : MemoryType.values()) {
      halfLives.put(
          type.name(), policy.salience().halfLife(type).map(Duration::toString).orElse(null));
    }
    return node;
  }

  private static @Nullable ObjectNode space(@Nullable EmbeddingSpace space) {
    return space == null
        ? null
        : ReceiptFields.object()
            .put("modelId", space.modelId())
            .put("dimension", space.dimension())
            .put("checksum", space.checksum());
  }

  private ObjectNode candidate(Recollection one) {
    ScoreParts parts = one.parts();
    Evidence evidence = parts.evidence();
    ObjectNode node =
        ReceiptFields.object()
            .put(Receipt.ID, one.memory().id().toString())
            .put("version", one.memory().version())
            .put("score", parts.score())
            .put("relevance", parts.relevance())
            .put("recency", parts.recency())
            .put("success", parts.success());
    node.putObject("evidence")
        .put("similarity", evidence.similarity())
        .put("leadSimilarity", evidence.leadSimilarity())
        .put("textScore", evidence.textScore())
        .put("textShare", evidence.textShare())
        .put("titleShare", evidence.titleShare())
        .put("passages", evidence.passages())
        .put("sameService", evidence.sameService())
        .put("sameEnv", evidence.sameEnv())
        .put("sameCluster", evidence.sameCluster());
    node.set("exact", identifiers(one.exact()));
    node.put("leftOut", one.leftOut() == null ? null : one.leftOut().name());
    if (one.via() != null) {
      node.set("via", via(one.via()));
    }
    return node;
  }

  private ObjectNode via(Via via) {
    ObjectNode node = ReceiptFields.object();
    switch (via) {
      case Via.Needed needed ->
          node.put("service", clean(needed.service())).put("of", clean(needed.of()));
      case Via.Linked linked ->
          node.put("from", linked.from().toString()).put("link", linked.type());
    }
    return node.put("hops", via.hops());
  }

  private @Nullable String clean(@Nullable String text) {
    return text == null ? null : redactor.redact(text);
  }
}
