package io.runbookmemory.oncall;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.usage.StepUsage;
import org.jspecify.annotations.Nullable;

/**
 * One step of a plan.
 *
 * @param kind what it is for
 * @param text what to do, with placeholders filled in
 * @param step the step's own words, its command where it has no others; outcomes are counted under
 *     them
 * @param language the language of {@code code}, or null
 * @param code a query or command with its placeholders filled in, or null
 * @param source the memory that it comes from
 * @param origin that memory's name for people, such as {@code INC-112}
 * @param usage what became of it when it was carried out before; {@code usage.outcomes()} is how
 *     often it is expected to help
 * @param caution why to think twice, in words for people; null where nothing speaks against it
 */
public record PlannedStep(
    Kind kind,
    String text,
    String step,
    @Nullable String language,
    @Nullable String code,
    MemoryId source,
    String origin,
    StepUsage usage,
    @Nullable String caution) {

  /** What a step is for. */
  public enum Kind {
    /** It ended a past incident like this one. */
    KNOWN_FIX,
    /** It tells what is wrong. */
    DIAGNOSE,
    /** It stops the harm. */
    MITIGATE,
    /** It shows whether the harm has stopped. */
    VERIFY
  }
}
