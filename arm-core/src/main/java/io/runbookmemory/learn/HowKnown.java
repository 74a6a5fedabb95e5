package io.runbookmemory.learn;

import org.jspecify.annotations.Nullable;

/**
 * How it is known how a situation ended. A word counts always; silence only if its channel is known
 * to speak, see {@link ResolveChannels}.
 */
public sealed interface HowKnown {

  /**
   * Somebody said so.
   *
   * @param by who, or null if that is not known
   */
  record Told(@Nullable String by) implements HowKnown {}

  /**
   * A channel that reports resolutions said so.
   *
   * @param channel its name, such as {@code alertmanager}: 1 to 200 characters, not blank
   */
  record Reported(String channel) implements HowKnown {

    /** Checks the rules. */
    public Reported {
      ResolveChannels.check(channel);
    }
  }

  /**
   * A channel that reports resolutions said nothing until a time-out, so that nothing seems to have
   * helped.
   *
   * @param channel its name: 1 to 200 characters, not blank
   */
  record Silent(String channel) implements HowKnown {

    /** Checks the rules. */
    public Silent {
      ResolveChannels.check(channel);
    }
  }
}
