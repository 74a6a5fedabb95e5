package io.runbookmemory.learn.draft;

import com.fasterxml.jackson.databind.node.TextNode;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.content.DetectionRule;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.tool.json.JsonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A memory as Markdown with front matter, to be looked at and edited; a runbook in the form of
 * docs/formats/runbook-markdown.md, an incident as a page of its symptom, cause and fix.
 */
public final class DraftText {

  private final List<String> lines = new ArrayList<>();

  private DraftText() {}

  /**
   * Returns the text.
   *
   * @param memory any
   * @return ends with a line break
   */
  public static String of(Memory memory) {
    DraftText text = new DraftText();
    text.lines.add("---");
    text.field("title", memory.title());
    if (memory.content() instanceof Incident) {
      text.lines.add("type: incident");
    }
    Scope scope = memory.scope();
    text.field("service", scope.service());
    text.field("env", scope.env());
    text.field("cluster", scope.cluster());
    text.field("namespace", scope.namespace());
    memory.severity().ifPresent(severity -> text.field("severity", severity.name()));
    text.list("tags", memory.tags());
    if (memory.content() instanceof Runbook runbook) {
      text.runbook(runbook);
    }
    text.lines.add("---");
    text.lines.add("");
    if (memory.content() instanceof Incident incident) {
      text.section("Summary", incident.symptom());
      incident.rootCause().ifPresent(cause -> text.section("Root cause", cause));
      incident.resolution().ifPresent(fix -> text.section("Resolution", fix));
      if (!incident.observations().isEmpty()) {
        text.section("Timeline", "- " + String.join("\n- ", incident.observations()));
      }
    } else {
      text.lines.add(memory.text());
    }
    return String.join("\n", text.lines).stripTrailing() + "\n";
  }

  private void runbook(Runbook runbook) {
    runbook.slo().ifPresent(slo -> field("slo", slo));
    list("alerts", runbook.alerts());
    list("owners", runbook.owners());
    list("urls", runbook.urls());
    runbook.escalationPolicy().ifPresent(policy -> field("escalation", policy));
    if (!runbook.detectionRules().isEmpty()) {
      lines.add("detection:");
    }
    for (DetectionRule rule : runbook.detectionRules()) {
      lines.add("  - " + quoted(rule.language()) + ": " + quoted(rule.query()));
    }
  }

  private void section(String heading, String words) {
    lines.addAll(List.of("## " + heading, "", words, ""));
  }

  private void field(String name, @Nullable String value) {
    if (value != null) {
      lines.add(name + ": " + quoted(value));
    }
  }

  private void list(String name, Collection<String> values) {
    if (!values.isEmpty()) {
      lines.add(
          values.stream()
              .map(DraftText::quoted)
              .collect(Collectors.joining(", ", name + ": [", "]")));
    }
  }

  /** YAML 1.2 takes every string of JSON for what it is. */
  private static String quoted(String value) {
    return JsonText.write(TextNode.valueOf(value));
  }
}
