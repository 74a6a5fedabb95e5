package io.runbookmemory.oncall;

import io.runbookmemory.guard.access.AccessPolicy;
import io.runbookmemory.memory.usage.BetaPosterior;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Builds a {@link Planner}. Not thread-safe.
 *
 * <p>Defaults: no tools and no playbooks, an admin agrees to what destroys, {@link
 * EscalationPolicy#DEFAULT}.
 */
public final class PlannerBuilder {

  final Map<String, ToolEffect> tools = new HashMap<>();
  final Map<String, ToolEffect> playbooks = new HashMap<>();
  final Map<String, BetaPosterior> outcomes = new HashMap<>();
  AccessPolicy access = AccessPolicy.builder().build();
  EscalationPolicy escalation = EscalationPolicy.DEFAULT;

  PlannerBuilder() {}

  /**
   * Adds tools that steps may name.
   *
   * @param contracts of the tools behind the guard
   * @return this
   */
  public PlannerBuilder tools(Collection<ToolContract> contracts) {
    contracts.forEach(contract -> tools.put(contract.name(), contract.effect()));
    return this;
  }

  /**
   * Adds playbooks that steps may name.
   *
   * @param effects what each does at worst, by name, as the catalog says
   * @return this
   */
  public PlannerBuilder playbooks(Map<String, ToolEffect> effects) {
    playbooks.putAll(effects);
    return this;
  }

  /**
   * Adds how often playbooks helped, which is told beside the steps that name them.
   *
   * @param known what is believed of each, by name, as {@link
   *     io.runbookmemory.oncall.playbook.PlaybookConfidence} tells it
   * @return this
   */
  public PlannerBuilder confidence(Map<String, BetaPosterior> known) {
    outcomes.putAll(known);
    return this;
  }

  /**
   * Sets who has to agree to what destroys.
   *
   * @param policy the guard's
   * @return this
   */
  public PlannerBuilder access(AccessPolicy policy) {
    this.access = Objects.requireNonNull(policy, "policy");
    return this;
  }

  /**
   * Sets when others are called in.
   *
   * @param policy the deadlines
   * @return this
   */
  public PlannerBuilder escalation(EscalationPolicy policy) {
    this.escalation = Objects.requireNonNull(policy, "policy");
    return this;
  }

  /**
   * Returns the planner.
   *
   * @return with what was set so far
   */
  public Planner build() {
    return new Planner(this);
  }
}
