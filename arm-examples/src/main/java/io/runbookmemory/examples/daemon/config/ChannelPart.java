package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.slo.Verdict;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who is told of what.
 *
 * @param name what the team calls it
 * @param of which urgencies are told
 * @param target where it leads
 */
public record ChannelPart(String name, Set<Verdict> of, Target target) {

  /** The log, which is told when nobody else is. */
  public static final ChannelPart LOG =
      new ChannelPart("log", EnumSet.allOf(Verdict.class), new Target.Log());

  /** Copies the set. */
  public ChannelPart {
    of = Set.copyOf(of);
  }
}
