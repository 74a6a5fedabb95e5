package io.runbookmemory.memory.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Baseline;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.DetectionRule;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.Other;
import io.runbookmemory.memory.content.Pattern;
import io.runbookmemory.memory.content.Report;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON of the kinds of content. */
final class ContentCodec {

  private ContentCodec() {}

  static ObjectNode write(Content content) {
    if (content instanceof Other other) {
      return Json.parse(other.json()).put("kind", other.kind());
    }
    ObjectNode node = Json.object().put("kind", content.kind());
    switch (content) {
      case Runbook runbook -> writeRunbook(node, runbook);
      case Incident incident -> writeIncident(node, incident);
      case Deployment deployment -> {
        node.put("deployedVersion", deployment.version()).put("risk", deployment.risk());
        texts(node, "changes", deployment.changes());
        texts(node, "watchFor", deployment.watchFor());
        put(node, "watchUntil", deployment.watchUntil());
      }
      case ResourceFact fact ->
          node.put("subject", fact.subject())
              .put("relation", fact.relation())
              .put("object", fact.object());
      case Pattern pattern ->
          node.put("patternKind", pattern.patternKind())
              .put("description", pattern.description())
              .put("support", pattern.support())
              .put("confidence", pattern.confidence());
      case Baseline baseline -> {
        ObjectNode values = node.put("series", baseline.series()).putObject("values");
        baseline.values().forEach(values::put);
      }
      case Report report -> {
        node.put("from", report.from().toString()).put("to", report.to().toString());
        node.put("markdown", report.markdown()).put("data", report.data());
      }
      case Note note -> node.put("text", note.text());
      case Interaction turn -> node.put("role", turn.role()).put("text", turn.text());
      case Other other -> throw new IllegalStateException("written above: " + other.kind());
    }
    return node;
  }

  private static void writeRunbook(ObjectNode node, Runbook runbook) {
    runbook.slo().ifPresent(slo -> node.put("slo", slo));
    texts(node, "alerts", runbook.alerts());
    if (!runbook.detectionRules().isEmpty()) {
      ArrayNode rules = node.putArray("detectionRules");
      runbook
          .detectionRules()
          .forEach(
              rule ->
                  rules.addObject().put("language", rule.language()).put("query", rule.query()));
    }
    node.put("markdown", runbook.markdown());
    if (!runbook.steps().isEmpty()) {
      ArrayNode steps = node.putArray("steps");
      for (RunbookStep step : runbook.steps()) {
        ObjectNode item = steps.addObject().put("section", step.section()).put("text", step.text());
        put(item, "language", step.language());
        put(item, "code", step.code());
        put(item, "expected", step.expected());
        put(item, "rollback", step.rollback());
        put(item, "otherwise", step.otherwise());
      }
    }
    texts(node, "urls", runbook.urls());
    texts(node, "owners", runbook.owners());
    runbook.escalationPolicy().ifPresent(policy -> node.put("escalationPolicy", policy));
  }

  private static void writeIncident(ObjectNode node, Incident incident) {
    node.put("symptom", incident.symptom());
    put(node, "alertName", incident.alertName().orElse(null));
    put(node, "fingerprint", incident.fingerprint().orElse(null));
    put(node, "rootCause", incident.rootCause().orElse(null));
    put(node, "resolution", incident.resolution().orElse(null));
    put(node, "openedAt", incident.openedAt().orElse(null));
    put(node, "detectedAt", incident.detectedAt().orElse(null));
    put(node, "mitigatedAt", incident.mitigatedAt().orElse(null));
    put(node, "resolvedAt", incident.resolvedAt().orElse(null));
    texts(node, "affectedServices", incident.affectedServices());
    texts(node, "observations", incident.observations());
    if (!incident.attempts().isEmpty()) {
      ArrayNode attempts = node.putArray("attempts");
      incident
          .attempts()
          .forEach(
              attempt ->
                  attempts
                      .addObject()
                      .put("action", attempt.action())
                      .put("effect", attempt.effect().name()));
    }
  }

  static void put(ObjectNode node, String name, @Nullable Object value) {
    if (value != null) {
      node.put(name, value.toString());
    }
  }

  static void texts(ObjectNode node, String name, Iterable<String> values) {
    if (values.iterator().hasNext()) {
      ArrayNode array = node.putArray(name);
      values.forEach(array::add);
    }
  }

  /** Reads content; a kind that is not known is kept whole. */
  static Content read(Fields fields) {
    String kind = fields.required("kind");
    return switch (kind) {
      case "runbook" -> readRunbook(fields);
      case "incident" -> readIncident(fields);
      case "deployment" ->
          new Deployment(
              fields.required("deployedVersion"),
              fields.texts("changes"),
              fields.text("risk", ""),
              fields.texts("watchFor"),
              fields.time("watchUntil"));
      case "resource" ->
          new ResourceFact(
              fields.required("subject"), fields.required("relation"), fields.required("object"));
      case "pattern" ->
          new Pattern(
              fields.required("patternKind"),
              fields.required("description"),
              fields.number("support", 0),
              fields.decimal("confidence"));
      case "baseline" -> new Baseline(fields.required("series"), readValues(fields));
      case "report" -> readReport(fields);
      case "note" -> new Note(fields.required("text"));
      case "interaction" -> new Interaction(fields.required("role"), fields.required("text"));
      default -> new Other(kind, fields.raw());
    };
  }

  private static Runbook readRunbook(Fields fields) {
    return Runbook.builder(fields.required("markdown"))
        .slo(fields.text("slo"))
        .alerts(fields.texts("alerts"))
        .detectionRules(
            fields.objects(
                "detectionRules",
                rule -> new DetectionRule(rule.required("language"), rule.required("query"))))
        .steps(
            fields.objects(
                "steps",
                step ->
                    new RunbookStep(
                        step.text("section", ""),
                        step.text("text", ""),
                        step.text("language"),
                        step.text("code"),
                        step.text("expected"),
                        step.text("rollback"),
                        step.text("otherwise"))))
        .urls(fields.texts("urls"))
        .owners(fields.texts("owners"))
        .escalationPolicy(fields.text("escalationPolicy"))
        .build();
  }

  private static Incident readIncident(Fields fields) {
    return Incident.builder(fields.required("symptom"))
        .alertName(fields.text("alertName"))
        .fingerprint(fields.text("fingerprint"))
        .rootCause(fields.text("rootCause"))
        .resolution(fields.text("resolution"))
        .openedAt(fields.time("openedAt"))
        .detectedAt(fields.time("detectedAt"))
        .mitigatedAt(fields.time("mitigatedAt"))
        .resolvedAt(fields.time("resolvedAt"))
        .affectedServices(fields.texts("affectedServices"))
        .observations(fields.texts("observations"))
        .attempts(
            fields.objects(
                "attempts",
                attempt -> {
                  Effect effect = attempt.choice("effect", Effect.class);
                  if (effect == null) {
                    throw attempt.wrong("effect", "is missing");
                  }
                  return new Attempt(attempt.required("action"), effect);
                }))
        .build();
  }

  private static Report readReport(Fields fields) {
    Instant from = fields.requiredTime("from");
    return new Report(
        from, fields.requiredTime("to"), fields.required("markdown"), fields.text("data", ""));
  }

  private static Map<String, Double> readValues(Fields fields) {
    Map<String, Double> values = new TreeMap<>();
    Fields object = fields.object("values");
    if (object != null) {
      object.names().forEach(name -> values.put(name, object.decimal(name)));
    }
    return values;
  }
}
