package io.runbookmemory.connectors.playbook;

import static io.runbookmemory.connectors.playbook.WrittenValues.conditions;
import static io.runbookmemory.connectors.playbook.WrittenValues.duration;
import static io.runbookmemory.connectors.playbook.WrittenValues.requireKnown;
import static io.runbookmemory.connectors.playbook.WrittenValues.ruled;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlJson;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.oncall.playbook.EscalationLevel;
import io.runbookmemory.oncall.playbook.Playbook;
import io.runbookmemory.oncall.playbook.PlaybookAction;
import io.runbookmemory.oncall.playbook.Rollback;
import io.runbookmemory.tool.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One YAML document that is a playbook. */
final class PlaybookDocument {

  private static final String VERSION = "runbookmemory.io/v1";
  private static final String KIND = "RemediationPlaybook";
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,6}");

  private final YamlField document;

  PlaybookDocument(YamlField document) {
    this.document = document;
  }

  String place() {
    return document.place();
  }

  Playbook read() {
    requireText(document.require("apiVersion"), VERSION);
    requireText(document.require("kind"), KIND);
    requireKnown(document, "apiVersion", "kind", "metadata", "spec");
    YamlField metadata = document.require("metadata");
    requireKnown(metadata, "name", "description");
    YamlField spec = document.require("spec");
    requireKnown(spec, "trigger", "actions", "rollback", "escalation");
    YamlField name = metadata.require("name");
    List<PlaybookAction> actions = actions(spec.require("actions"));
    Playbook.Trigger trigger = trigger(spec.require("trigger"));
    Playbook.Builder playbook = ruled(name, () -> Playbook.builder(name.text(), trigger, actions));
    metadata.find("description").ifPresent(words -> playbook.description(words.text()));
    spec.find("rollback").ifPresent(field -> playbook.rollback(rollback(field)));
    spec.find("escalation").ifPresent(field -> playbook.escalation(escalation(field)));
    return playbook.build();
  }

  private static void requireText(YamlField field, String allowed) {
    if (!field.text().equals(allowed)) {
      throw field.refusal("must be " + allowed + ", got \"" + field.text() + "\"");
    }
  }

  private static Playbook.Trigger trigger(YamlField field) {
    requireKnown(field, "alert", "conditions");
    return new Playbook.Trigger(
        field.require("alert").text(),
        field.find("conditions").map(WrittenValues::conditions).orElse(List.of()));
  }

  private static List<PlaybookAction> actions(YamlField list) {
    Map<String, String> names = WrittenValues.noneYet();
    List<PlaybookAction> actions = new ArrayList<>();
    List<YamlField> items = list.items();
    if (items.isEmpty() || items.size() > Playbook.MOST_ACTIONS) {
      throw list.refusal("must be 1 to " + Playbook.MOST_ACTIONS + ", got " + items.size());
    }
    for (YamlField item : items) {
      requireKnown(item, "name", "type", "arguments", "timeout", "retry", "condition", "auto");
      YamlField named = item.find("name").orElseGet(() -> item.require("type"));
      WrittenValues.requireOwn(named, named.text(), names);
      PlaybookAction.Builder action = call(item, named.text());
      item.find("condition").ifPresent(field -> action.when(conditions(field)));
      if (item.find("auto").map(YamlField::flag).orElse(false)) {
        action.auto();
      }
      actions.add(action.build());
    }
    return actions;
  }

  /** What actions and what undoes them have in common. */
  private static PlaybookAction.Builder call(YamlField item, String name) {
    String arguments = item.find("arguments").map(YamlJson::object).orElse("{}");
    PlaybookAction.Builder action =
        ruled(item, () -> PlaybookAction.builder(name, item.require("type").text(), arguments));
    item.find("timeout").ifPresent(field -> action.timeout(duration(field)));
    item.find("retry").ifPresent(field -> action.retry(retry(field)));
    return action;
  }

  private static PlaybookAction.Retry retry(YamlField field) {
    requireKnown(field, "count", "delay");
    int count = WrittenValues.count(field.require("count"));
    Duration delay = duration(field.require("delay"));
    return ruled(field.require("count"), () -> new PlaybookAction.Retry(count, delay));
  }

  private static Rollback rollback(YamlField field) {
    requireKnown(field, "enabled", "window", "worsened", "actions");
    List<Rollback.Undo> undo = new ArrayList<>();
    for (YamlField item : field.itemsOf("actions")) {
      requireKnown(item, "of", "type", "arguments", "timeout", "retry");
      String of = item.require("of").text();
      undo.add(new Rollback.Undo(of, call(item, "undo of " + of.replace('/', ' ')).build()));
    }
    return new Rollback(
        field.require("enabled").flag(),
        duration(field.require("window")),
        field.find("worsened").map(WrittenValues::conditions).orElse(List.of()),
        undo);
  }

  private static List<EscalationLevel> escalation(YamlField list) {
    List<EscalationLevel> levels = new ArrayList<>();
    for (YamlField item : list.items()) {
      requireKnown(item, "delay", "channel");
      YamlField delay = item.require("delay");
      EscalationLevel level = new EscalationLevel(duration(delay), item.require("channel").text());
      if (!levels.isEmpty() && level.after().compareTo(levels.getLast().after()) <= 0) {
        throw delay.refusal("must be longer than that of the level before, got " + delay.text());
      }
      levels.add(level);
    }
    return levels;
  }

  /**
   * Returns a rule that is broken, with the line where the field stands, or what should hold it.
   */
  InvalidInputException refusal(Violation violation) {
    YamlField at = document;
    StringBuilder missing = new StringBuilder();
    for (String part : violation.path().substring(1).split("/", -1)) {
      Optional<YamlField> child =
          missing.isEmpty()
              ? child(at, part.replace("~1", "/").replace("~0", "~"))
              : Optional.empty();
      if (child.isPresent()) {
        at = child.get();
      } else {
        missing.append(missing.isEmpty() ? "" : ".").append(part);
      }
    }
    return at.refusal(
        missing.isEmpty() ? violation.rule() : "at " + missing + ": " + violation.rule());
  }

  private static Optional<YamlField> child(YamlField field, String name) {
    if (!field.fields().isEmpty()) {
      return field.find(name);
    }
    List<YamlField> items = field.isList() ? field.items() : List.of();
    return INDEX.matcher(name).matches() && Integer.parseInt(name) < items.size()
        ? Optional.of(items.get(Integer.parseInt(name)))
        : Optional.empty();
  }
}
