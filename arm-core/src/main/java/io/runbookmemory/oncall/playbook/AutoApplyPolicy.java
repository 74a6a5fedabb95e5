package io.runbookmemory.oncall.playbook;

import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.usage.BetaPosterior;
import io.runbookmemory.tool.ToolEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where playbooks may run without anybody asking for it: nowhere, unless it is told otherwise for a
 * playbook in an environment. Even there one runs by itself only if every action of it that changes
 * something is marked so, none destroys, and it has helped often enough: the posterior mean above
 * {@value #CONFIDENCE}, of at least {@value #OUTCOMES} outcomes. With nothing known beforehand the
 * mean asks for more than the count: nine outcomes, all good. Immutable.
 *
 * @param grants where it may be
 */
public record AutoApplyPolicy(Set<Grant> grants) {

  /** Nothing runs by itself. */
  public static final AutoApplyPolicy NEVER = new AutoApplyPolicy(Set.of());

  /** What the posterior mean must be above. */
  public static final double CONFIDENCE = 0.9;

  /** How many outcomes there must be. */
  public static final long OUTCOMES = 5;

  /**
   * A playbook that may run by itself somewhere.
   *
   * @param playbook its name
   * @param env the environment
   */
  public record Grant(String playbook, String env) {}

  /**
   * Whether a playbook runs by itself.
   *
   * @param apply whether it does
   * @param reasons every rule that speaks against it, or all that speaks for it, in words
   */
  public record Decision(boolean apply, List<String> reasons) {

    /** Copies the list. */
    public Decision {
      reasons = List.copyOf(reasons);
    }
  }

  /** Copies the set. */
  public AutoApplyPolicy {
    grants = Set.copyOf(grants);
  }

  /**
   * Decides whether a playbook runs by itself.
   *
   * @param catalog holds it
   * @param name its name
   * @param scope where; without an environment nothing runs by itself
   * @param outcomes of the playbook as it is now, as {@link PlaybookConfidence} tells them
   * @return the decision, with why
   * @throws io.runbookmemory.error.InvalidInputException if there is no such playbook
   */
  public Decision decide(
      PlaybookCatalog catalog, String name, Scope scope, BetaPosterior outcomes) {
    List<String> against = new ArrayList<>();
    PlaybookPlan plan = catalog.plan(name);
    String env = scope.env();
    if (env == null || !grants.contains(new Grant(name, env))) {
      against.add(
          "the policy does not let " + name + " run by itself in " + (env == null ? "*" : env));
    }
    for (PlaybookPlan.Step step : plan.steps()) {
      ToolEffect effect = step.contract().effect();
      if (effect == ToolEffect.DESTRUCTIVE) {
        against.add(step.name() + " is DESTRUCTIVE");
      } else if (effect != ToolEffect.READ_ONLY && !step.action().auto()) {
        against.add(step.name() + " changes something and is not marked auto");
      }
    }
    if (outcomes.n() < OUTCOMES) {
      against.add("it takes " + OUTCOMES + " outcomes, there are " + outcomes.n());
    }
    if (!(outcomes.mean() > CONFIDENCE)) {
      against.add(
          String.format(
              Locale.ROOT,
              "it is expected to help in %.1f %% of cases, and that must be above %.0f %%",
              100 * outcomes.mean(),
              100 * CONFIDENCE));
    }
    return against.isEmpty()
        ? new Decision(
            true, List.of("the policy lets " + name + " run by itself", outcomes.inWords()))
        : new Decision(false, against);
  }
}
