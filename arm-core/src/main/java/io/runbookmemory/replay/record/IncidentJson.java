package io.runbookmemory.replay.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.replay.incident.CorrectAction;
import io.runbookmemory.replay.incident.Expectation;
import io.runbookmemory.replay.incident.ExpectedVerdict;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.IncidentFile;
import io.runbookmemory.replay.incident.KnownMemory;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.replay.incident.TakenAction;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.tool.json.JsonText;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Writes an incident as {@link IncidentFile} reads it; what is as by default is left out. */
final class IncidentJson {

  private final ReplayIncident incident;
  private final ObjectNode root = JsonText.object();

  private IncidentJson(ReplayIncident incident) {
    this.incident = incident;
  }

  static String of(RecordedIncident recorded) {
    IncidentJson json = new IncidentJson(recorded.incident());
    json.head(recorded);
    json.each("alerts", recorded.incident().alerts(), IncidentJson::alert);
    json.each("slis", recorded.incident().slis(), IncidentJson::sli);
    json.each("known", recorded.incident().known(), IncidentJson::known);
    json.each("actions", recorded.incident().actions(), IncidentJson::action);
    json.expect();
    return JsonText.pretty(json.root) + "\n";
  }

  private void head(RecordedIncident recorded) {
    root.put("format", IncidentFile.FORMAT);
    root.put("id", incident.id()).put("title", incident.title());
    if (!recorded.review().isEmpty()) {
      recorded.review().forEach(root.putArray("review")::add);
    }
    put(put(root.putObject("window"), "from", incident.from()), "to", incident.to());
    if (!incident.real()) {
      root.put("real", false);
    }
  }

  private <T> void each(String field, Collection<T> values, BiConsumer<ObjectNode, T> write) {
    if (!values.isEmpty()) {
      ArrayNode array = root.putArray(field);
      values.forEach(one -> write.accept(array.addObject(), one));
    }
  }

  private static ObjectNode put(ObjectNode node, String field, Instant at) {
    return node.put(field, at.toString());
  }

  private static void texts(ObjectNode node, String field, Map<String, String> texts) {
    ObjectNode object = node.putObject(field);
    new TreeMap<>(texts).forEach(object::put);
  }

  private static void alert(ObjectNode node, FiredAlert fired) {
    texts(node, "labels", fired.alert().labels());
    if (!fired.alert().annotations().isEmpty()) {
      texts(node, "annotations", fired.alert().annotations());
    }
    put(node, "firedAt", fired.firedAt());
    Instant resolvedAt = fired.resolvedAt();
    if (resolvedAt != null) {
      put(node, "resolvedAt", resolvedAt);
    }
    if (fired.urgency() != Verdict.PAGE) {
      node.put("urgency", fired.urgency().name());
    }
  }

  private static void sli(ObjectNode node, RecordedSli sli) {
    node.put("slo", sli.slo().name()).put("service", sli.slo().service());
    node.put("objective", sli.slo().objective().toPlainString());
    node.put("period", sli.slo().period().toString()).put("step", sli.step().toString());
    if (sli.file() != null) {
      node.put("file", sli.file());
      return;
    }
    ArrayNode samples = node.putArray("samples");
    for (int i = 0; i < sli.series().size(); i++) {
      SliSample sample = sli.series().sample(i);
      put(samples.addObject(), "at", sample.at())
          .put("good", sample.good())
          .put("total", sample.total());
    }
  }

  private static void known(ObjectNode node, KnownMemory known) {
    Memory memory = known.memory();
    if (memory == null) {
      node.put("ref", known.name());
      return;
    }
    ObjectNode written = JsonText.readObject(MemoryJson.write(memory));
    // Whose memory it was does not matter in a replay, which has one tenant.
    if (written.path("scope") instanceof ObjectNode scope) {
      scope.remove("tenant");
    }
    node.set("memory", written);
    put(node, "knownAt", Objects.requireNonNull(known.knownAt()));
  }

  private static void action(ObjectNode node, TakenAction action) {
    put(node, "at", action.at()).put("text", action.text());
    node.put("outcome", action.outcome().name());
  }

  private void expect() {
    Expectation expected = incident.expected();
    if (expected.equals(Expectation.NONE)) {
      return;
    }
    ObjectNode node = root.putObject("expect");
    if (!expected.verdicts().isEmpty()) {
      ArrayNode verdicts = node.putArray("verdicts");
      for (ExpectedVerdict one : expected.verdicts()) {
        ObjectNode verdict = put(verdicts.addObject(), "at", one.at());
        verdict.put("verdict", one.verdict().name());
        if (one.slo() != null) {
          verdict.put("slo", one.slo());
        }
      }
    }
    names(node, "recalls", expected.recalls());
    names(node, "neverRecalls", expected.neverRecalls());
    CorrectAction correct = expected.correctAction();
    if (correct != null) {
      node.putObject("firstCorrectAction")
          .put("action", correct.action())
          .put("memory", correct.memory());
    }
  }

  private static void names(ObjectNode node, String field, Collection<String> names) {
    if (!names.isEmpty()) {
      names.forEach(node.putArray(field)::add);
    }
  }
}
