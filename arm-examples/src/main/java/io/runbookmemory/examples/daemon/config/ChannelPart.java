package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who is told of what.
 *
 * @param name what the team calls it
 * @param of which urgencies are told
 * @param after how long nobody must have acknowledged an incident before it is told; zero for at
 *     once
 * @param target where it leads
 */
public record ChannelPart(String name, Set<Verdict> of, Duration after, Target target) {

  /** The log, which is told when nobody else is. */
  public static final ChannelPart LOG =
      new ChannelPart("log", EnumSet.allOf(Verdict.class), Duration.ZERO, new Target.Log());

  /** Returns whether it is told of what nobody acknowledged, and of nothing else. */
  public boolean escalates() {
    return !after.isZero();
  }

  /** Copies the set. */
  public ChannelPart {
    of = Set.copyOf(of);
  }
}
