package io.runbookmemory.oncall;

/**
 * A live query of a plan.
 *
 * @param language such as {@code promql}
 * @param query ready to run; a placeholder that nothing is known for stays as it is
 * @param purpose what it shows, in words for people
 */
public record PlannedQuery(String language, String query, String purpose) {}
