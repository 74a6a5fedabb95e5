package io.runbookmemory;

import io.runbookmemory.learn.analysis.Prediction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a look ahead.
 *
 * @param predictions what is foretold
 * @param checked how many earlier ones were found to have come, or not to
 * @param prepared how many answers were prepared that say something new
 * @param withoutResources why resources were left out; null if they were read
 */
public record Foreseen(
    List<Prediction> predictions, int checked, int prepared, @Nullable String withoutResources) {

  /** Copies the list. */
  public Foreseen {
    predictions = List.copyOf(predictions);
  }
}
