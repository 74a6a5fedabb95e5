package io.runbookmemory.guard;

import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * How often one caller may call one tool: so many calls a minute, which may come all at once.
 * Unless it is told otherwise, 60 that only look, 10 that change, 3 that destroy. Immutable.
 *
 * @param byEffect calls a minute by what a tool does
 * @param byTool calls a minute of single tools, by name; these hold instead
 */
public record RateLimits(Map<ToolEffect, Integer> byEffect, Map<String, Integer> byTool) {

  /** The limits above. */
  public static final RateLimits DEFAULT = new RateLimits(Map.of(), Map.of());

  /** Checks the rules, and takes the defaults for effects that are left out. */
  public RateLimits {
    Map<ToolEffect, Integer> all = new EnumMap<>(ToolEffect.class);
    for (ToolEffect effect : ToolEffect.values()) {
      all.put(effect, byEffect.getOrDefault(effect, usual(effect)));
    }
    byEffect = Map.copyOf(all);
    byTool = Map.copyOf(byTool);
    if (byEffect.values().stream().anyMatch(each -> each < 1)
        || byTool.values().stream().anyMatch(each -> each < 1)) {
      throw new IllegalArgumentException("a rate limit must be at least 1 a minute");
    }
  }

  private static int usual(ToolEffect effect) {
    return switch (effect) {
      case READ_ONLY -> 60;
      case REVERSIBLE -> 10;
      case DESTRUCTIVE -> 3;
    };
  }

  /**
   * Returns these limits with another for one tool.
   *
   * @param tool its name
   * @param perMinute at least 1
   * @return a copy
   */
  public RateLimits with(String tool, int perMinute) {
    Map<String, Integer> tools = new HashMap<>(byTool);
    tools.put(tool, perMinute);
    return new RateLimits(byEffect, tools);
  }

  int perMinute(ToolContract contract) {
    int byItsEffect = byEffect.getOrDefault(contract.effect(), usual(contract.effect()));
    return byTool.getOrDefault(contract.name(), byItsEffect);
  }
}
