package io.runbookmemory.replay.storm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An outage that nobody would have read of.
 *
 * @param outage the outage
 * @param why what became of it
 * @param page when the page went out that it was folded into, or null if there is none
 */
public record MissedOutage(Outage outage, Why why, @Nullable Instant page) {

  /** Why nobody would have read of an outage. */
  public enum Why {
    /** It is in no page. */
    NOT_PAGED,
    /** Its page had gone out so long before that whoever read it reads it no more. */
    OLD_PAGE,
    /** All that its page was about was over, and it was another site. */
    ALL_OVER
  }
}
