package io.runbookmemory.oncall.playbook;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Playbooks that fit each other and the tools that there are: names are their own, every action
 * calls a registered tool with arguments that it takes, no playbook leads back to itself, and
 * nothing that destroys goes without a second person. Immutable and thread-safe.
 */
public final class PlaybookCatalog {

  /**
   * A rule that a playbook breaks.
   *
   * @param playbook which, by its place in the list, from 0
   * @param violation where in its file, as a JSON Pointer such as {@code /spec/actions/0/type}, and
   *     the rule
   */
  public record Fault(int playbook, Violation violation) {}

  private final Map<String, Playbook> playbooks = new TreeMap<>();
  private final Map<String, ToolContract> tools;

  private PlaybookCatalog(List<Playbook> playbooks, Map<String, ToolContract> tools) {
    playbooks.forEach(playbook -> this.playbooks.put(playbook.name(), playbook));
    this.tools = tools;
  }

  /**
   * Returns the rules that playbooks break.
   *
   * @param playbooks all that there are
   * @param tools the contracts of all registered tools
   * @return empty if they fit; in the order of the playbooks
   */
  public static List<Fault> faults(List<Playbook> playbooks, Collection<ToolContract> tools) {
    return new PlaybookRules(byName(tools)).check(playbooks);
  }

  /**
   * Returns the catalog of playbooks that fit.
   *
   * @param playbooks all that there are
   * @param tools the contracts of all registered tools
   * @return the catalog
   * @throws InvalidInputException if there is a fault; names the first
   */
  public static PlaybookCatalog of(List<Playbook> playbooks, Collection<ToolContract> tools) {
    faults(playbooks, tools).stream()
        .findFirst()
        .ifPresent(
            fault -> {
              throw new InvalidInputException(
                  playbooks.get(fault.playbook()) + fault.violation().path(),
                  fault.violation().rule());
            });
    return new PlaybookCatalog(playbooks, byName(tools));
  }

  private static Map<String, ToolContract> byName(Collection<ToolContract> tools) {
    Map<String, ToolContract> byName = new HashMap<>();
    for (ToolContract tool : tools) {
      if (tool.name().equals(PlaybookAction.RUN_PLAYBOOK)
          || byName.put(tool.name(), tool) != null) {
        throw new IllegalArgumentException(
            "a tool's name must be its own and not "
                + PlaybookAction.RUN_PLAYBOOK
                + ", got "
                + tool.name());
      }
    }
    return byName;
  }

  /**
   * Returns all playbooks.
   *
   * @return in the order of their names
   */
  public List<Playbook> playbooks() {
    return List.copyOf(playbooks.values());
  }

  /**
   * Returns a playbook.
   *
   * @param name its name
   * @return empty if there is none
   */
  public Optional<Playbook> playbook(String name) {
    return Optional.ofNullable(playbooks.get(name));
  }

  /**
   * Returns the gravest thing that a playbook does, those that it calls included.
   *
   * @param name its name
   * @return of its actions and what undoes them
   * @throws InvalidInputException if there is no such playbook
   */
  public ToolEffect effect(String name) {
    ToolEffect gravest = ToolEffect.READ_ONLY;
    PlaybookPlan plan = plan(name);
    for (PlaybookPlan.Step step : plan.steps()) {
      gravest = graver(gravest, step.contract().effect());
      PlaybookAction undo = step.undo();
      if (undo != null && plan.playbook().rollback().enabled()) {
        gravest = graver(gravest, contract(undo).effect());
      }
    }
    return gravest;
  }

  private static ToolEffect graver(ToolEffect one, ToolEffect other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /**
   * Returns what names a playbook as it is now: it changes whenever the trigger, an action or the
   * rollback does, here or in a playbook that is called, and not with the words around them.
   *
   * @param name its name
   * @return 16 hexadecimal digits
   * @throws InvalidInputException if there is no such playbook
   */
  public String fingerprint(String name) {
    return plan(name).fingerprint();
  }

  PlaybookPlan plan(String name) {
    Playbook playbook = playbooks.get(name);
    if (playbook == null) {
      throw new InvalidInputException(
          "playbook", "must be one of " + playbooks.keySet() + ", got " + name);
    }
    List<PlaybookPlan.Step> steps = new ArrayList<>();
    List<PlaybookCondition> worsened = new ArrayList<>();
    expand(playbook, "", List.of(), steps, worsened);
    return new PlaybookPlan(playbook, List.copyOf(steps), List.copyOf(worsened));
  }

  private void expand(
      Playbook playbook,
      String prefix,
      List<PlaybookCondition> outer,
      List<PlaybookPlan.Step> steps,
      List<PlaybookCondition> worsened) {
    worsened.addAll(playbook.rollback().worsened());
    for (PlaybookAction action : playbook.actions()) {
      List<PlaybookCondition> when = new ArrayList<>(outer);
      when.addAll(action.when());
      String name = prefix + action.name();
      Playbook called = PlaybookCalls.called(action).map(playbooks::get).orElse(null);
      if (called == null) {
        steps.add(
            new PlaybookPlan.Step(
                name, action, contract(action), List.copyOf(when), undo(playbook, action)));
      } else {
        expand(called, name + "/", when, steps, worsened);
      }
    }
  }

  private static @Nullable PlaybookAction undo(Playbook playbook, PlaybookAction action) {
    return playbook.rollback().enabled()
        ? playbook.rollback().undo().stream()
            .filter(undo -> undo.of().equals(action.name()))
            .map(Rollback.Undo::action)
            .findFirst()
            .orElse(null)
        : null;
  }

  private ToolContract contract(PlaybookAction action) {
    ToolContract contract = tools.get(action.tool());
    if (contract == null) {
      throw new IllegalStateException("was checked to be a tool, got " + action.tool());
    }
    return contract;
  }
}
