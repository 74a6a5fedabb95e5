package io.runbookmemory.learn.upkeep;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A term for which memories are kept, counted from when they were last seen or verified.
 *
 * @param name what people call it, such as {@code incident}
 * @param term how long, positive; null for ever
 */
public record RetentionClass(String name, @Nullable Duration term) {

  /** Kept until somebody forgets it. */
  public static final RetentionClass PERMANENT = new RetentionClass("permanent", null);

  /** 90 days: a quarter, over which teams review what happened. */
  public static final RetentionClass INCIDENT = new RetentionClass("incident", Duration.ofDays(90));

  /** 30 days: four of each hour of the week, which is what a weekly baseline is made of. */
  public static final RetentionClass BASELINE = new RetentionClass("baseline", Duration.ofDays(30));

  /** 7 days: a shift and its hand-over. */
  public static final RetentionClass TEMPORARY =
      new RetentionClass("temporary", Duration.ofDays(7));

  /** 90 days for an owner to say yes or no. */
  public static final RetentionClass DRAFT = new RetentionClass("draft", Duration.ofDays(90));

  /** Checks the rules. */
  public RetentionClass {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a retention class's name must not be blank");
    }
    if (term != null && (term.isNegative() || term.isZero())) {
      throw new IllegalArgumentException(
          "a retention class's term must be positive, got " + term + " for " + name);
    }
  }

  /**
   * Returns how long its memories are kept.
   *
   * @return empty for ever
   */
  public Optional<Duration> keptFor() {
    return Optional.ofNullable(term);
  }
}
