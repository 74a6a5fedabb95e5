package io.runbookmemory.replay.compare;

/** What became of an incident that one run treats otherwise than the other, the gravest first. */
public enum Change {
  /** Real, and paged late or not at all by this run alone. */
  NEWLY_MISSED("newly missed"),

  /** Real, missed by both, and paged later still by this run. */
  PAGED_LATER("paged later"),

  /** A memory that helps is no more among the first, or stands lower. */
  RECALLED_WORSE("recalled worse"),

  /** It wakes somebody more often. */
  MORE_PAGES("more pages"),

  /** Real, and paged in time by this run alone. */
  NO_LONGER_MISSED("no longer missed"),

  /** Real, and paged sooner. */
  PAGED_SOONER("paged sooner"),

  /** A memory that helps stands higher. */
  RECALLED_BETTER("recalled better"),

  /** It wakes somebody less often. */
  FEWER_PAGES("fewer pages");

  private final String words;

  Change(String words) {
    this.words = words;
  }

  /**
   * Returns it for people.
   *
   * @return such as {@code newly missed}
   */
  public String words() {
    return words;
  }
}
