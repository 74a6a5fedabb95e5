package io.runbookmemory.journal.report;

/**
 * Something that should be done.
 *
 * @param key names it over the weeks, such as {@code alert/Blip/checkout}
 * @param text what to do, with the figures that say so
 * @param standing what became of it since the last report
 */
public record Recommendation(String key, String text, Standing standing) {

  /** What became of a recommendation. */
  public enum Standing {
    /** It is made for the first time. */
    NEW,
    /** It stood in the last report and still holds. */
    NOT_DONE,
    /** It was done once, and holds again. */
    RECURRING,
    /** It stood in the last report and holds no more. */
    DONE
  }
}
