package io.runbookmemory.oncall.playbook;

import io.runbookmemory.tool.JsonSchema;
import io.runbookmemory.tool.json.JsonText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which playbook calls which. */
final class PlaybookCalls {

  /** What an action that runs another playbook is given. */
  static final JsonSchema ARGUMENTS =
      JsonSchema.of(
          "{\"type\":\"object\",\"properties\":{\"playbook\":{\"type\":\"string\"}},"
              + "\"required\":[\"playbook\"],\"additionalProperties\":false}");

  /** Doubling calls make 2^n actions of n playbooks. */
  static final int MOST_ACTIONS = 100;

  static final int DEEPEST = 5;

  private record At(String name, int depth) {}

  private final Map<String, Playbook> playbooks;
  private final Map<String, List<String>> calledBy = new HashMap<>();
  private final Map<At, Integer> sizes = new HashMap<>();

  PlaybookCalls(Map<String, Playbook> playbooks) {
    this.playbooks = playbooks;
  }

  /** Returns the playbook that an action calls; empty for a tool, or arguments that do not fit. */
  static Optional<String> called(PlaybookAction action) {
    return action.tool().equals(PlaybookAction.RUN_PLAYBOOK)
            && ARGUMENTS.check(action.arguments()).isEmpty()
        ? Optional.of(JsonText.readObject(action.arguments()).path("playbook").asText())
        : Optional.empty();
  }

  private List<String> calledBy(String name) {
    return calledBy.computeIfAbsent(
        name,
        caller -> {
          Playbook playbook = playbooks.get(caller);
          return playbook == null
              ? List.of()
              : playbook.actions().stream().flatMap(it -> called(it).stream()).toList();
        });
  }

  /** Returns the way from a playbook that is called back to the one that calls it, if any. */
  Optional<List<String>> wayBack(String called, String caller) {
    Map<String, String> reachedFrom = new HashMap<>();
    Deque<String> next = new ArrayDeque<>(List.of(called));
    reachedFrom.put(called, caller);
    while (!next.isEmpty()) {
      String at = next.remove();
      if (at.equals(caller)) {
        return Optional.of(way(reachedFrom, caller));
      }
      for (String further : calledBy(at)) {
        if (reachedFrom.putIfAbsent(further, at) == null) {
          next.add(further);
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> way(Map<String, String> reachedFrom, String caller) {
    List<String> way = new ArrayList<>(List.of(caller));
    String at = caller;
    do {
      at = reachedFrom.getOrDefault(at, caller);
      way.addFirst(at);
    } while (!at.equals(caller));
    return way;
  }

  /** Returns whether a playbook with those it calls stays within bounds; circles do not. */
  boolean fits(String name) {
    return size(new At(name, 0)) <= MOST_ACTIONS;
  }

  private int size(At at) {
    Playbook playbook = playbooks.get(at.name());
    if (playbook == null) {
      return 1;
    }
    if (at.depth() > DEEPEST) {
      return MOST_ACTIONS + 1;
    }
    Integer known = sizes.get(at);
    if (known != null) {
      return known;
    }
    int size = 0;
    for (PlaybookAction action : playbook.actions()) {
      size += called(action).map(name -> size(new At(name, at.depth() + 1))).orElse(1);
      size = Math.min(size, MOST_ACTIONS + 1);
    }
    sizes.put(at, size);
    return size;
  }
}
