package io.runbookmemory.recall;

/** Why a candidate was judged and not recalled. */
public enum LeftOut {
  /** Its relevance is below {@link Strength#POSSIBLE_FROM}. */
  IRRELEVANT,
  /** Others of the same series stand before it, as many as the policy lets through. */
  COPY,
  /** As many as were asked for stand before it. */
  BEYOND_TOP_K
}
