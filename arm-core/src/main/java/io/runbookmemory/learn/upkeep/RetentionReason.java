package io.runbookmemory.learn.upkeep;

/** Why a memory is kept, or pruned. The first that holds, in this order, is told. */
public enum RetentionReason {
  /** A legal hold, or any other: somebody pinned it. Stronger than expiry. */
  PINNED("pinned", true),
  /** An incident that nobody ended and that was seen lately, or what such a one links to. */
  OPEN_INCIDENT("part of an open incident", true),
  /** The time came that it was to expire at. */
  EXPIRED("expired", false),
  /** Its class has no term. */
  PERMANENT("permanent", true),
  /** Its term is not over. */
  IN_TERM("within its term", true),
  /** It helped or was confirmed within the last term. */
  HELPED_LATELY("helped lately", true),
  /** An incident whose fix works, and whose salience is still high. */
  SALIENT("salient", true),
  /** Of the incidents of its problem the one whose fix helped last, or one noted since then. */
  ONLY_FIX("the only known fix for its problem", true),
  /** Somebody wrote it while it was being judged; the next run looks again. */
  CHANGED_MEANWHILE("changed meanwhile", true),
  /** Its term is over. */
  OVERDUE("its term is over", false);

  private final String words;
  private final boolean keeps;

  RetentionReason(String words, boolean keeps) {
    this.words = words;
    this.keeps = keeps;
  }

  /**
   * Returns the reason for people.
   *
   * @return a few words
   */
  public String words() {
    return words;
  }

  /**
   * Returns whether it is one to keep a memory.
   *
   * @return false for one to prune it
   */
  public boolean keeps() {
    return keeps;
  }
}
