package io.runbookmemory.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question whose right answers are known.
 *
 * @param id its identity within the set
 * @param text what is asked, not blank
 * @param kind what sort of question it is; results are told for each kind by itself
 * @param service the service that it is about, or null; it is only ever used as a filter, see
 *     {@link Asking}
 * @param grades the documents that are right, by the key of their provenance, and how right: 2 for
 *     exactly this, 1 for as good or nearly. A grade of 0 is dropped. None at all: nothing in the
 *     corpus answers it, and falling to triage is right
 * @param hidden documents that must not be recalled, by the key of their provenance
 */
public record EvaluationQuery(
    String id,
    String text,
    String kind,
    @Nullable String service,
    Map<String, Integer> grades,
    Set<String> hidden) {

  /** Checks the rules, copies, and drops what is graded 0. */
  public EvaluationQuery {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the text of query " + id + " must not be blank");
    }
    Map<String, Integer> right = new LinkedHashMap<>();
    grades.forEach(
        (document, grade) -> {
          if (grade < 0) {
            throw new IllegalArgumentException(
                "the grade of " + document + " must be at least 0, got " + grade);
          }
          if (grade > 0) {
            right.put(document, grade);
          }
        });
    grades = Map.copyOf(right);
    hidden = Set.copyOf(hidden);
  }

  /**
   * Returns whether the corpus holds an answer.
   *
   * @return false if falling to triage is the right thing to do
   */
  public boolean answerable() {
    return !grades.isEmpty();
  }

  /**
   * Returns the same question to a corpus that lacks its answers: the way to measure abstention on
   * a set whose every question has an answer.
   *
   * @return an unanswerable query
   */
  public EvaluationQuery withAnswersHidden() {
    return new EvaluationQuery(id, text, kind, service, Map.of(), grades.keySet());
  }
}
