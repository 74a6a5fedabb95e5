package io.runbookmemory.replay.incident;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people say, afterwards, should have come of an incident. Memories go by the key of their
 * provenance or by their id.
 *
 * @param verdicts what should have been decided
 * @param recalls the memories that help
 * @param neverRecalls the memories that mislead
 * @param correctAction the first action that was right, or null if nobody says
 */
public record Expectation(
    List<ExpectedVerdict> verdicts,
    List<String> recalls,
    List<String> neverRecalls,
    @Nullable CorrectAction correctAction) {

  /** What says nothing. */
  public static final Expectation NONE = new Expectation(List.of(), List.of(), List.of(), null);

  /** Copies the lists. */
  public Expectation {
    verdicts = List.copyOf(verdicts);
    recalls = List.copyOf(recalls);
    neverRecalls = List.copyOf(neverRecalls);
  }

  /**
   * Returns the first action that was right.
   *
   * @return empty if nobody says
   */
  public Optional<CorrectAction> firstCorrectAction() {
    return Optional.ofNullable(correctAction);
  }
}
