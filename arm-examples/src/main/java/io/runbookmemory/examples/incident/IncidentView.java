package io.runbookmemory.examples.incident;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.journal.IncidentTimes;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.postmortem.DurationWords;
import io.runbookmemory.journal.postmortem.EventWords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Incidents of the journal, for people and for programs. */
public final class IncidentView {

  private final DataOutput output;
  private final ShortIds ids;

  IncidentView(DataOutput output, ShortIds ids) {
    this.output = output;
    this.ids = ids;
  }

  /** Tells what became of an incident of which something was said. */
  void said(JournalIncident incident, Instant at) {
    if (output.json()) {
      output.print(json(incident));
    } else {
      output.line(ids.shown(incident.id()) + "  " + state(incident, at));
      output.line(incident.title());
    }
  }

  /** Tells which incidents alerts or words are about. */
  void opened(List<JournalIncident> incidents, Instant at) {
    if (output.json()) {
      array(incidents);
    } else if (incidents.isEmpty()) {
      output.line("nothing fires, and nothing that ended has an incident");
    } else {
      incidents.forEach(incident -> said(incident, at));
    }
  }

  void list(List<JournalIncident> incidents) {
    if (output.json()) {
      array(incidents);
      return;
    }
    for (JournalIncident incident : incidents) {
      output.line(
          String.format(
              Locale.ROOT,
              "%s  %s  %-9s  %-4s  %-12s  %s",
              ids.shown(incident.id()),
              LocalTimes.minute(incident.times().openedAt()),
              word(incident.state()),
              incident.severity().map(Enum::name).orElse("-"),
              Objects.requireNonNullElse(incident.place().service(), "-"),
              incident.title()));
    }
    if (incidents.isEmpty()) {
      output.line("no incidents");
    }
  }

  void show(JournalIncident incident) {
    if (output.json()) {
      output.print(json(incident));
      return;
    }
    output.line(incident.title());
    field("id", incident.id().toString());
    field("state", word(incident.state()));
    incident.severity().ifPresent(severity -> field("severity", severity.name()));
    field("service", incident.place().service());
    field("env", incident.place().env());
    for (AlertName alert : incident.alerts()) {
      boolean fires = incident.firing().contains(alert);
      field("alert", alert.name() + (fires ? ", firing" : ", ended"));
    }
    IncidentTimes times = incident.times();
    field("began", LocalTimes.second(times.openedAt()));
    length("noticed", times.toDetect().orElse(null));
    length("taken on", times.toAcknowledge().orElse(null));
    length("mitigated", times.mitigatedAt() == null ? null : times.toMitigate().orElse(null));
    length("resolved", times.toResolve().orElse(null));
    incident.cause().ifPresent(cause -> field("cause", cause));
    incident.resolution().ifPresent(fix -> field("fix", fix));
    output.line("");
    for (JournalEntry entry : incident.entries()) {
      output.line(LocalTimes.second(entry.at()) + "  " + entry.by() + ": " + EventWords.of(entry));
    }
  }

  private void field(String name, @Nullable String value) {
    if (value != null) {
      output.line(String.format(Locale.ROOT, "  %-9s  %s", name, value));
    }
  }

  private void length(String name, @Nullable Duration length) {
    if (length != null) {
      field(name, "after " + DurationWords.of(length));
    }
  }

  private static String state(JournalIncident incident, Instant at) {
    IncidentTimes times = incident.times();
    if (!incident.state().isOpen()) {
      return word(incident.state())
          + times.toResolve().map(one -> " after " + DurationWords.of(one)).orElse("");
    }
    Duration since = Duration.between(times.openedAt(), at);
    return word(incident.state())
        + (since.isNegative() ? "" : ", began " + DurationWords.of(since) + " ago");
  }

  private static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private void array(List<JournalIncident> incidents) {
    ArrayNode array = Output.array();
    incidents.forEach(incident -> array.add(json(incident)));
    output.print(array);
  }

  public static ObjectNode json(JournalIncident incident) {
    ObjectNode node = Output.object().put("id", incident.id().toString());
    node.put("title", incident.title()).put("symptom", incident.symptom());
    node.put("state", word(incident.state()));
    put(node, "severity", incident.severity().map(Enum::name).orElse(null));
    put(node, "service", incident.place().service());
    put(node, "env", incident.place().env());
    put(node, "cluster", incident.place().cluster());
    put(node, "namespace", incident.place().namespace());
    ArrayNode alerts = node.putArray("alerts");
    for (AlertName alert : incident.alerts()) {
      ObjectNode one = alerts.addObject().put("name", alert.name());
      one.put("fingerprint", alert.fingerprint()).put("firing", incident.firing().contains(alert));
    }
    IncidentTimes times = incident.times();
    put(node, "openedAt", times.openedAt());
    put(node, "detectedAt", times.detectedAt());
    put(node, "acknowledgedAt", times.acknowledgedAt());
    put(node, "mitigatedAt", times.mitigatedAt());
    put(node, "resolvedAt", times.resolvedAt());
    put(node, "cause", incident.cause().orElse(null));
    put(node, "resolution", incident.resolution().orElse(null));
    node.put("reopenings", incident.reopenings());
    ArrayNode entries = node.putArray("entries");
    for (JournalEntry entry : incident.entries()) {
      ObjectNode one = entries.addObject().put("position", entry.position());
      one.put("at", entry.at().toString()).put("by", entry.by());
      one.put("kind", entry.event().getClass().getSimpleName());
      one.put("words", EventWords.of(entry));
    }
    return node;
  }

  private static void put(ObjectNode node, String name, @Nullable Object value) {
    if (value != null) {
      node.put(name, value.toString());
    }
  }
}
