package io.runbookmemory.guard.access;

import io.runbookmemory.memory.Scope;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which role a tool asks for. Where several rules speak of a call, the strictest holds. Unless it
 * is told otherwise: to look takes a viewer, to change a responder, to destroy a responder and the
 * word of a second person who is an admin, to break the glass a responder. Immutable.
 */
public final class AccessPolicy {

  private record InEnv(String env, ToolEffect effect, Role role) {}

  private final Map<ToolEffect, Role> byEffect;
  private final Map<String, Role> byTool;
  private final List<InEnv> byEnv;
  private final Set<String> forbidden;
  private final Role approver;
  private final Role glassBreaker;

  private AccessPolicy(Builder builder) {
    this.byEffect = Map.copyOf(builder.byEffect);
    this.byTool = Map.copyOf(builder.byTool);
    this.byEnv = List.copyOf(builder.byEnv);
    this.forbidden = Set.copyOf(builder.forbidden);
    this.approver = builder.approver;
    this.glassBreaker = builder.glassBreaker;
  }

  /**
   * Starts a policy.
   *
   * @return a builder with the defaults above
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns whether nobody may call a tool.
   *
   * @param contract of the tool
   * @return true if it was forbidden
   */
  public boolean forbids(ToolContract contract) {
    return forbidden.contains(contract.name());
  }

  /**
   * Returns the least role that may call a tool somewhere.
   *
   * @param contract of the tool
   * @param scope where
   * @return the strictest of the rules that speak of it
   */
  public Role roleFor(ToolContract contract, Scope scope) {
    Role least = byEffect.getOrDefault(contract.effect(), Role.ADMIN);
    Role named = byTool.get(contract.name());
    if (named != null && named.includes(least)) {
      least = named;
    }
    for (InEnv rule : byEnv) {
      boolean speaks = rule.effect() == contract.effect() && rule.env().equals(scope.env());
      if (speaks && rule.role().includes(least)) {
        least = rule.role();
      }
    }
    return least;
  }

  /**
   * Returns the least role that may agree to what destroys.
   *
   * @return an admin, unless it was set
   */
  public Role approver() {
    return approver;
  }

  /**
   * Returns the least role that may break the glass.
   *
   * @return a responder, unless it was set
   */
  public Role glassBreaker() {
    return glassBreaker;
  }

  /** Collects the rules. */
  public static final class Builder {

    private final Map<ToolEffect, Role> byEffect =
        new EnumMap<>(
            Map.of(
                ToolEffect.READ_ONLY, Role.VIEWER,
                ToolEffect.REVERSIBLE, Role.RESPONDER,
                ToolEffect.DESTRUCTIVE, Role.RESPONDER));
    private final Map<String, Role> byTool = new HashMap<>();
    private final List<InEnv> byEnv = new ArrayList<>();
    private final Set<String> forbidden = new HashSet<>();
    private Role approver = Role.ADMIN;
    private Role glassBreaker = Role.RESPONDER;

    private Builder() {}

    /**
     * Asks for a role wherever a tool has some effect.
     *
     * @param effect of the tools
     * @param role the least
     * @return this
     */
    public Builder require(ToolEffect effect, Role role) {
      byEffect.put(effect, role);
      return this;
    }

    /**
     * Asks for a role for one tool. It makes the rule of its effect stricter, never laxer.
     *
     * @param tool its name
     * @param role the least
     * @return this
     */
    public Builder require(String tool, Role role) {
      byTool.put(tool, role);
      return this;
    }

    /**
     * Asks for a role in one environment, such as an admin for all that changes production.
     *
     * @param env its name
     * @param effect of the tools
     * @param role the least
     * @return this
     */
    public Builder requireIn(String env, ToolEffect effect, Role role) {
      byEnv.add(new InEnv(env, effect, role));
      return this;
    }

    /**
     * Forbids a tool to everybody.
     *
     * @param tool its name
     * @return this
     */
    public Builder forbid(String tool) {
      forbidden.add(tool);
      return this;
    }

    /**
     * Sets who may agree to what destroys.
     *
     * @param role the least; default: an admin
     * @return this
     */
    public Builder approver(Role role) {
      this.approver = role;
      return this;
    }

    /**
     * Sets who may break the glass.
     *
     * @param role the least; default: a responder
     * @return this
     */
    public Builder glassBreaker(Role role) {
      this.glassBreaker = role;
      return this;
    }

    /**
     * Returns the policy.
     *
     * @return with the rules so far
     */
    public AccessPolicy build() {
      return new AccessPolicy(this);
    }
  }
}
