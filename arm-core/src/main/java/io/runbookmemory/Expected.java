package io.runbookmemory;

import io.runbookmemory.learn.analysis.prediction.Foretold;
import org.jspecify.annotations.Nullable;

/**
 * What is foretold and may still come, and what is known against it.
 *
 * @param foretold what, when and how surely
 * @param prevents the runbook or the incident with what ended it, of which memory is sure; null if
 *     there is none
 */
public record Expected(Foretold foretold, PreparedAnswer.@Nullable Known prevents) {}
