package io.runbookmemory.store;

import io.runbookmemory.memory.Memory;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a memory that a {@link Filter} can look at. A field that a memory lacks has no value:
 * it is unequal to everything, in no set and in no range.
 *
 * @param <V> what its values are: {@link String}, {@link Instant}, {@link Long} or {@link Boolean}
 */
public final class Field<V extends Comparable<? super V>> {

  /** {@code MemoryType}, by name. */
  public static final Field<String> TYPE = text("type", memory -> memory.type().name());

  /** {@code MemoryStatus}, by name. */
  public static final Field<String> STATUS = text("status", memory -> memory.status().name());

  /** The content's kind. */
  public static final Field<String> KIND = text("kind", memory -> memory.content().kind());

  /** {@code Severity}, by name. */
  public static final Field<String> SEVERITY =
      text("severity", memory -> memory.severity().map(Enum::name).orElse(null));

  /** The cluster of the scope. */
  public static final Field<String> CLUSTER = text("cluster", memory -> memory.scope().cluster());

  /** The namespace of the scope. */
  public static final Field<String> NAMESPACE =
      text("namespace", memory -> memory.scope().namespace());

  /** The service of the scope. */
  public static final Field<String> SERVICE = text("service", memory -> memory.scope().service());

  /** The environment of the scope. */
  public static final Field<String> ENV = text("env", memory -> memory.scope().env());

  /** The session of the scope. */
  public static final Field<String> SESSION = text("session", memory -> memory.scope().session());

  /** The provenance's source. */
  public static final Field<String> SOURCE = text("source", memory -> memory.provenance().source());

  /** The provenance's key. */
  public static final Field<String> KEY = text("key", memory -> memory.provenance().key());

  /** {@code TrustTier}, by name. */
  public static final Field<String> TRUST =
      text("trust", memory -> memory.provenance().trust().name());

  /** When it was first remembered. */
  public static final Field<Instant> CREATED_AT =
      time("createdAt", memory -> memory.times().createdAt());

  /** When its revision was written. */
  public static final Field<Instant> UPDATED_AT =
      time("updatedAt", memory -> memory.times().updatedAt());

  /** When it happened. */
  public static final Field<Instant> HAPPENED_AT =
      time("happenedAt", memory -> memory.times().happenedAt());

  /** When it was last observed. */
  public static final Field<Instant> LAST_SEEN_AT =
      time("lastSeenAt", memory -> memory.times().lastSeenAt());

  /** When an owner last said that it is right. */
  public static final Field<Instant> LAST_VERIFIED_AT =
      time("lastVerifiedAt", memory -> memory.times().lastVerifiedAt());

  /** From when on it is no longer found. */
  public static final Field<Instant> EXPIRES_AT =
      time("expiresAt", memory -> memory.times().expiresAt());

  /** How often it happened. */
  public static final Field<Long> OCCURRENCES =
      new Field<>("occurrences", Long.class, Memory::occurrences);

  /** Whether it is kept as it is. */
  public static final Field<Boolean> PINNED = new Field<>("pinned", Boolean.class, Memory::pinned);

  private static final List<Field<?>> ALL =
      List.of(
          TYPE,
          STATUS,
          KIND,
          SEVERITY,
          CLUSTER,
          NAMESPACE,
          SERVICE,
          ENV,
          SESSION,
          SOURCE,
          KEY,
          TRUST,
          CREATED_AT,
          UPDATED_AT,
          HAPPENED_AT,
          LAST_SEEN_AT,
          LAST_VERIFIED_AT,
          EXPIRES_AT,
          OCCURRENCES,
          PINNED);

  private final String name;
  private final Class<V> type;
  private final Function<Memory, @Nullable V> extractor;

  private Field(String name, Class<V> type, Function<Memory, @Nullable V> extractor) {
    this.name = name;
    this.type = type;
    this.extractor = extractor;
  }

  private static Field<String> text(String name, Function<Memory, @Nullable String> extractor) {
    return new Field<>(name, String.class, extractor);
  }

  private static Field<Instant> time(String name, Function<Memory, @Nullable Instant> extractor) {
    return new Field<>(name, Instant.class, extractor);
  }

  /**
   * Returns all fields, which is what a store indexes.
   *
   * @return in a fixed order
   */
  public static List<Field<?>> all() {
    return ALL;
  }

  /**
   * Returns the field's name in indexes and messages.
   *
   * @return lower camel case
   */
  public String name() {
    return name;
  }

  /**
   * Returns whether the values are strings rather than numbers.
   *
   * @return false for times, counts and flags
   */
  public boolean isText() {
    return type == String.class;
  }

  /**
   * Returns a memory's value.
   *
   * @param memory any memory
   * @return null if it has none
   */
  public @Nullable V of(Memory memory) {
    return extractor.apply(memory);
  }

  /**
   * Returns the number that stands for a value in an index, in the values' order: whole
   * microseconds since 1970 for times, rounded down (those too far away for a long become the
   * nearest one, which no memory has), 0 and 1 for flags.
   *
   * @param value a value of a field that is not text
   * @return its number
   * @throws IllegalArgumentException if the field is text
   */
  public long encode(V value) {
    return switch (value) {
      case Instant time -> micros(time);
      case Long number -> number;
      case Boolean flag -> flag ? 1 : 0;
      default -> throw new IllegalArgumentException(name + " is a text and has no number");
    };
  }

  private static long micros(Instant time) {
    try {
      long seconds = Math.multiplyExact(time.getEpochSecond(), 1_000_000L);
      return Math.addExact(seconds, time.getNano() / 1000);
    } catch (ArithmeticException e) {
      return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /**
   * Returns whether a memory has a value; times are the same if their microseconds are.
   *
   * @param memory any memory
   * @param value the value
   * @return whether the field holds it
   */
  public boolean has(Memory memory, V value) {
    V held = of(memory);
    return held != null && (isText() ? held.equals(value) : encode(held) == encode(value));
  }

  /**
   * Returns the number that stands for a memory's value in an index.
   *
   * @param memory any memory
   * @return null if it has none
   */
  public @Nullable Long encoded(Memory memory) {
    V value = of(memory);
    return value == null ? null : Long.valueOf(encode(value));
  }

  @Override
  public String toString() {
    return name;
  }
}
