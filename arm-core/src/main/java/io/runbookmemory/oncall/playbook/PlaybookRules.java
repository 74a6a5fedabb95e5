package io.runbookmemory.oncall.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.oncall.playbook.PlaybookCatalog.Fault;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.Violation;
import io.runbookmemory.tool.json.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What playbooks must be beside each other, and beside the tools that there are. */
final class PlaybookRules {

  private final Map<String, ToolContract> tools;
  private final Map<String, Playbook> byName = new HashMap<>();
  private final PlaybookCalls calls = new PlaybookCalls(byName);
  private final List<Fault> faults = new ArrayList<>();
  private int current;

  PlaybookRules(Map<String, ToolContract> tools) {
    this.tools = tools;
  }

  List<Fault> check(List<Playbook> playbooks) {
    playbooks.forEach(playbook -> byName.putIfAbsent(playbook.name(), playbook));
    for (current = 0; current < playbooks.size(); current++) {
      Playbook playbook = playbooks.get(current);
      if (byName.get(playbook.name()) != playbook) {
        fault("/metadata/name", "must be its own, got a second playbook \"" + playbook + "\"");
      }
      int before = faults.size();
      actions(playbook);
      undo(playbook);
      if (before == faults.size() && !calls.fits(playbook.name())) {
        fault(
            "/spec/actions",
            "must be at most "
                + PlaybookCalls.MOST_ACTIONS
                + " with those of the playbooks that are called, at most "
                + PlaybookCalls.DEEPEST
                + " deep");
      }
    }
    return List.copyOf(faults);
  }

  private void fault(String path, String rule) {
    faults.add(new Fault(current, new Violation(path, rule)));
  }

  private void actions(Playbook playbook) {
    for (int i = 0; i < playbook.actions().size(); i++) {
      String path = "/spec/actions/" + i;
      PlaybookAction action = playbook.actions().get(i);
      if (action.tool().equals(PlaybookAction.RUN_PLAYBOOK)) {
        call(playbook, action, path);
      } else {
        tool(action, path);
      }
    }
  }

  private void call(Playbook playbook, PlaybookAction action, String path) {
    arguments(PlaybookCalls.ARGUMENTS.check(action.arguments()), path);
    if (action.auto() || action.timeout().isPresent() || action.retry().count() > 0) {
      fault(path, "must have no auto, timeout or retry: those of the playbook it calls hold");
    }
    Optional<String> called = PlaybookCalls.called(action);
    if (called.isEmpty()) {
      return;
    }
    if (!byName.containsKey(called.get())) {
      fault(path + "/arguments/playbook", "must be a playbook that is here, got " + called.get());
    }
    calls
        .wayBack(called.get(), playbook.name())
        .ifPresent(
            way ->
                fault(
                    path + "/arguments/playbook",
                    "must not lead back to the playbook itself: " + String.join(" -> ", way)));
  }

  private void arguments(List<Violation> violations, String path) {
    violations.forEach(one -> fault(path + "/arguments" + one.path(), one.rule()));
  }

  /** Returns the contract of the tool that an action calls, if there is one. */
  private Optional<ToolContract> tool(PlaybookAction action, String path) {
    ToolContract contract = tools.get(action.tool());
    if (contract == null) {
      fault(
          path + "/type",
          "must be a registered tool, got "
              + action.tool()
              + "; registered are "
              + new TreeSet<>(tools.keySet()));
      return Optional.empty();
    }
    filledIn(action, contract, path);
    if (action.auto() && contract.effect() == ToolEffect.DESTRUCTIVE) {
      fault(
          path + "/auto",
          "must be left out: "
              + contract.name()
              + " is DESTRUCTIVE, and waits for a second person always");
    }
    patience(action, contract, path);
    return Optional.of(contract);
  }

  /** What a placeholder becomes, the guard checks when it is called. */
  private void filledIn(PlaybookAction action, ToolContract contract, String path) {
    List<Violation> violations = contract.inputSchema().check(action.arguments());
    if (!action.arguments().contains("${")
        || violations.stream().anyMatch(PlaybookRules::isWhole)) {
      arguments(violations, path);
      return;
    }
    JsonNode given = JsonText.read(action.arguments());
    arguments(OrderValues.faults(given), path);
    arguments(
        violations.stream().filter(one -> !OrderValues.isOpen(given, one.path())).toList(), path);
  }

  /** What is no JSON object has no placeholders either. */
  private static boolean isWhole(Violation violation) {
    return violation.path().isEmpty();
  }

  private void patience(PlaybookAction action, ToolContract contract, String path) {
    action
        .timeout()
        .filter(asked -> asked.compareTo(contract.timeout()) > 0)
        .ifPresent(
            asked ->
                fault(
                    path + "/timeout",
                    "must be at most what "
                        + contract.name()
                        + " has, "
                        + contract.timeout()
                        + ", got "
                        + asked));
    if (action.retry().count() > 0 && !contract.idempotent()) {
      fault(
          path + "/retry",
          "must be left out: "
              + contract.name()
              + " is not idempotent, and a second call may do it twice");
    }
  }

  private void undo(Playbook playbook) {
    Set<String> undone = new HashSet<>();
    List<Rollback.Undo> all = playbook.rollback().undo();
    for (int i = 0; i < all.size(); i++) {
      String path = "/spec/rollback/actions/" + i;
      Rollback.Undo undo = all.get(i);
      Optional<PlaybookAction> what =
          playbook.actions().stream().filter(it -> it.name().equals(undo.of())).findFirst();
      if (what.isEmpty() || what.get().tool().equals(PlaybookAction.RUN_PLAYBOOK)) {
        fault(path + "/of", "must name an action here that calls a tool, got " + undo.of());
      }
      what.map(action -> tools.get(action.tool()))
          .filter(contract -> contract.effect() == ToolEffect.READ_ONLY)
          .ifPresent(
              contract ->
                  fault(path + "/of", "must name an action that changes something, got a look"));
      if (!undone.add(undo.of())) {
        fault(path + "/of", "must be named once, got a second way to undo " + undo.of());
      }
      tool(undo.action(), path)
          .filter(contract -> contract.effect() == ToolEffect.DESTRUCTIVE)
          .ifPresent(
              contract ->
                  fault(
                      path + "/type",
                      "must be READ_ONLY or REVERSIBLE, got "
                          + contract.name()
                          + ", which is DESTRUCTIVE: putting back cannot wait for a second"
                          + " person"));
    }
  }
}
