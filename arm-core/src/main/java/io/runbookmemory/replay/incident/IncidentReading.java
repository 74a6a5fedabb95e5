package io.runbookmemory.replay.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.slo.BurnRateMonitor;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.tool.Violation;
import io.runbookmemory.tool.json.JsonText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One reading of JSON that fits the schema. What fails goes on a list, and the reading goes on. */
final class IncidentReading {

  private final List<Violation> violations = new ArrayList<>();
  private final @Nullable ReplayIncident incident;

  IncidentReading(ObjectNode root) {
    incident = incident(root);
    if (incident != null && violations.isEmpty()) {
      violations.addAll(new IncidentRules(incident).broken());
    }
  }

  List<Violation> violations() {
    return violations;
  }

  @Nullable ReplayIncident incident() {
    return incident;
  }

  private @Nullable ReplayIncident incident(ObjectNode root) {
    Instant from = time(root.at("/window/from"), "/window/from");
    Instant to = time(root.at("/window/to"), "/window/to");
    List<FiredAlert> alerts = each(root, "/alerts", this::alert);
    List<RecordedSli> slis = each(root, "/slis", this::sli);
    List<KnownMemory> known = each(root, "/known", this::known);
    List<TakenAction> actions = each(root, "/actions", this::action);
    Expectation expected = expectation(root);
    if (!violations.isEmpty() || from == null || to == null) {
      return null;
    }
    String id = root.path("id").textValue();
    String title = root.path("title").textValue();
    boolean real = root.path("real").asBoolean(true);
    return new ReplayIncident(id, title, from, to, real, alerts, slis, known, actions, expected);
  }

  /** How one element of an array is read. */
  private interface Element<T> {
    @Nullable T read(JsonNode node, String path);
  }

  private <T> List<T> each(JsonNode root, String path, Element<T> element) {
    List<T> read = new ArrayList<>();
    JsonNode array = root.at(path);
    for (int i = 0; i < array.size(); i++) {
      T one = element.read(array.get(i), path + "/" + i);
      if (one != null) {
        read.add(one);
      }
    }
    return read;
  }

  private @Nullable FiredAlert alert(JsonNode node, String path) {
    Instant at = time(node.path("firedAt"), path + "/firedAt");
    Instant resolved = optionalTime(node, path, "resolvedAt");
    Verdict urgency = Verdict.valueOf(node.path("urgency").asText("PAGE"));
    if (at == null) {
      return null;
    }
    Alert alert = new Alert(texts(node.path("labels")), texts(node.path("annotations")), at);
    return new FiredAlert(alert, resolved, urgency);
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(one -> texts.put(one.getKey(), one.getValue().textValue()));
    return texts;
  }

  private @Nullable RecordedSli sli(JsonNode node, String path) {
    Duration period = duration(node, path, "period", Duration.ofDays(30));
    Duration step = duration(node, path, "step", Duration.ofMinutes(1));
    Slo slo =
        checked(
            path,
            () ->
                Slo.builder(
                        node.path("slo").textValue(),
                        node.path("service").textValue(),
                        node.path("objective").textValue())
                    .period(period)
                    .build());
    if (slo == null || !canBeJudged(path, slo, step)) {
      return null;
    }
    SliSeries.Builder series = SliSeries.builder().step(step);
    JsonNode samples = node.path("samples");
    for (int i = 0; i < samples.size(); i++) {
      JsonNode sample = samples.get(i);
      String place = path + "/samples/" + i;
      Instant at = time(sample.path("at"), place + "/at");
      long good = sample.path("good").longValue();
      long total = sample.path("total").longValue();
      if (at != null) {
        checked(place, () -> series.add(new SliSample(at, good, total)));
      }
    }
    return new RecordedSli(slo, step, series.build(), node.path("file").textValue());
  }

  private boolean canBeJudged(String path, Slo slo, Duration step) {
    return checked(
            path,
            () -> {
              BurnRatePolicy policy = BurnRatePolicy.workbook(slo.period()).feasibleFor(slo);
              return new BurnRateMonitor(slo, policy, step);
            })
        != null;
  }

  private @Nullable KnownMemory known(JsonNode node, String path) {
    Instant knownAt = optionalTime(node, path, "knownAt");
    if (node.has("ref")) {
      return new KnownMemory(node.path("ref").textValue(), knownAt, null);
    }
    JsonNode written = node.path("memory");
    if (knownAt == null && !written.has("createdAt")) {
      broken(path, "must say since when it was known: knownAt, or createdAt of the memory");
      return null;
    }
    MemoryJson.Defaults defaults =
        new MemoryJson.Defaults(
            Tenant.DEFAULT,
            "replay",
            Objects.requireNonNullElse(knownAt, Instant.EPOCH),
            Environments.DEFAULT);
    Memory memory =
        checked(path + "/memory", () -> MemoryJson.read(JsonText.write(written), defaults));
    if (memory == null) {
      return null;
    }
    String key = memory.provenance().key();
    String name = key == null ? memory.id().toString() : key;
    Instant since = knownAt == null ? written(memory) : knownAt;
    return new KnownMemory(name, since, memory);
  }

  /** A memory as it was then was not known before it was last changed. */
  private static Instant written(Memory memory) {
    Instant created = memory.times().createdAt();
    Instant updated = memory.times().updatedAt();
    return updated.isAfter(created) ? updated : created;
  }

  private @Nullable TakenAction action(JsonNode node, String path) {
    Instant at = time(node.path("at"), path + "/at");
    Effect outcome = Effect.valueOf(node.path("outcome").textValue());
    return at == null ? null : new TakenAction(at, node.path("text").textValue(), outcome);
  }

  private Expectation expectation(JsonNode root) {
    JsonNode correct = root.at("/expect/firstCorrectAction");
    return new Expectation(
        each(root, "/expect/verdicts", this::verdict),
        each(root, "/expect/recalls", (node, path) -> node.textValue()),
        each(root, "/expect/neverRecalls", (node, path) -> node.textValue()),
        correct.isMissingNode()
            ? null
            : new CorrectAction(
                correct.path("action").asInt(), correct.path("memory").textValue()));
  }

  private @Nullable ExpectedVerdict verdict(JsonNode node, String path) {
    Instant at = time(node.path("at"), path + "/at");
    Verdict verdict = Verdict.valueOf(node.path("verdict").textValue());
    return at == null ? null : new ExpectedVerdict(at, verdict, node.path("slo").textValue());
  }

  private @Nullable Instant optionalTime(JsonNode node, String path, String field) {
    return node.has(field) ? time(node.path(field), path + "/" + field) : null;
  }

  private @Nullable Instant time(JsonNode node, String path) {
    try {
      return OffsetDateTime.parse(node.asText()).toInstant();
    } catch (DateTimeException e) {
      broken(path, "must be a time such as 2026-03-14T02:47:00Z, got " + node);
      return null;
    }
  }

  private Duration duration(JsonNode node, String path, String field, Duration otherwise) {
    if (!node.has(field)) {
      return otherwise;
    }
    try {
      return Duration.parse(node.path(field).asText());
    } catch (DateTimeException e) {
      broken(path + "/" + field, "must be in days or less, such as P30D, got " + node.path(field));
      return otherwise;
    }
  }

  private <T> @Nullable T checked(String path, Supplier<T> value) {
    try {
      return value.get();
    } catch (InvalidInputException e) {
      broken(e.subject().isEmpty() ? path : path + "/" + e.subject().replace('.', '/'), e.rule());
      return null;
    } catch (IllegalArgumentException e) {
      broken(path, Objects.toString(e.getMessage()));
      return null;
    }
  }

  private void broken(String path, String rule) {
    violations.add(new Violation(path, rule));
  }
}
