package io.runbookmemory.oncall;

import java.util.Set;

/**
 * A live query of a plan.
 *
 * @param language such as {@code promql}
 * @param query ready to run; a placeholder that nothing is known for stays as it is
 * @param purpose what it shows, in words for people
 */
public record PlannedQuery(String language, String query, String purpose) {

  /**
   * Returns the placeholders that nothing was known for.
   *
   * @return their names, such as {@code service}; empty if the query is ready to run
   */
  public Set<String> unfilled() {
    return Placeholders.left(query);
  }
}
