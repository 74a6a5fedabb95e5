package io.runbookmemory.oncall;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.tool.ToolEffect;
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
 * @param prospect what is to be expected of it, and how it is taken back
 * @param consent what it does to the world, and whose word it takes; null where it names nothing
 *     that tells
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
    Prospect prospect,
    @Nullable Consent consent,
    @Nullable String caution) {

  /**
   * Returns whether it is meant to change something, or may.
   *
   * @return false for what only looks
   */
  public boolean acts() {
    boolean meant = kind == Kind.KNOWN_FIX || kind == Kind.MITIGATE;
    return consent == null ? meant : consent.effect() != ToolEffect.READ_ONLY;
  }

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
