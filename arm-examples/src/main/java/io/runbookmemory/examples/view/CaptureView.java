package io.runbookmemory.examples.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.remember.capture.Captured;
import io.runbookmemory.remember.capture.Part;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was understood of somebody's words and what became of them. */
public final class CaptureView {

  private final DataOutput output;

  public CaptureView(DataOutput output) {
    this.output = output;
  }

  public void print(Captured captured, Remembered result) {
    if (output.json()) {
      output.print(json(captured, result));
      return;
    }
    switch (result) {
      case Remembered.Added one -> output.line("remembered as " + one.id());
      case Remembered.Updated one -> output.line("updated " + one.id());
      case Remembered.Unchanged one -> output.line("known already as " + one.id());
      case Remembered.SeenAgain one ->
          output.line(String.format(Locale.ROOT, "seen %d times: %s", one.occurrences(), one.id()));
      case Remembered.Ignored one -> {
        output.line("not remembered: " + one.reason());
        output.complain("to remember it anyway add --keep");
        return;
      }
      case Remembered.Forgotten one -> {
        output.line("not remembered: it was forgotten at " + one.at());
        output.complain("to bring it back: arm memory revive " + one.id());
        return;
      }
      case Remembered.Rejected one -> {
        output.complain("arm: not remembered: " + one.reason());
        return;
      }
    }
    captured.incident().ifPresent(incident -> print(captured, incident));
  }

  private void print(Captured captured, Incident incident) {
    line("symptom", incident.symptom());
    line("start", incident.openedAt().map(Instant::toString).orElse(null));
    line("service", captured.scope().service());
    line("alert", incident.alertName().orElse(null));
    line("fix", incident.resolution().orElse(null));
    for (Attempt attempt : incident.attempts()) {
      switch (attempt.effect()) {
        case RESOLVED -> {}
        case MITIGATED -> line("eased by", attempt.action());
        case NO_EFFECT -> line("in vain", attempt.action());
        case WORSENED -> line("harmful", attempt.action());
      }
    }
    line("cause", incident.rootCause().orElse(null));
    if (!captured.notFound().isEmpty()) {
      line(
          "not found",
          captured.notFound().stream().map(CaptureView::name).collect(Collectors.joining(", ")));
    }
  }

  private void line(String name, @Nullable String words) {
    if (words != null && !words.isBlank()) {
      String indented = words.strip().replace("\n", "\n" + " ".repeat(13));
      output.line(String.format(Locale.ROOT, "  %-10s %s", name, indented));
    }
  }

  private static String name(Part part) {
    return part.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  public static ObjectNode json(Captured captured, Remembered result) {
    ObjectNode node = Output.object().put("id", result.id().toString());
    node.put("result", result.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    if (result instanceof Remembered.SeenAgain again) {
      node.put("occurrences", again.occurrences());
    } else if (result instanceof Remembered.Ignored ignored) {
      node.put("reason", ignored.reason());
    } else if (result instanceof Remembered.Rejected rejected) {
      node.put("reason", rejected.reason());
    }
    node.put("kind", captured.content().kind());
    captured
        .incident()
        .ifPresent(incident -> add(node.putObject("understood"), captured, incident));
    return node;
  }

  private static void add(ObjectNode node, Captured captured, Incident incident) {
    node.put("symptom", incident.symptom());
    node.put("start", incident.openedAt().map(Instant::toString).orElse(null));
    node.put("service", captured.scope().service());
    node.put("alert", incident.alertName().orElse(null));
    node.put("fix", incident.resolution().orElse(null));
    node.put("rootCause", incident.rootCause().orElse(null));
    ArrayNode attempts = node.putArray("attempts");
    for (Attempt attempt : incident.attempts()) {
      attempts.addObject().put("action", attempt.action()).put("effect", attempt.effect().name());
    }
    ArrayNode missing = node.putArray("notFound");
    List.copyOf(captured.notFound()).forEach(part -> missing.add(part.name()));
  }
}
