package io.runbookmemory.store;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.store.ranking.IndexedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition on memories. {@link #test} is its meaning: every store lets through exactly the
 * memories that it does.
 *
 * <p>A missing value equals nothing, is in no set and in no range; so {@link Ne} and {@link Not}
 * let it through. All nodes are immutable values.
 *
 * <p>{@link And}, {@link Or} and {@link Not} may stand in one another {@value #MAX_DEPTH} deep;
 * what is deeper is refused when it is built. An And right inside an And, or an Or in an Or, is
 * taken for its parts, so that a chain may be of any length.
 */
public sealed interface Filter {

  /**
   * How deep {@link And}, {@link Or} and {@link Not} may stand in one another: 200. It is what
   * every store can answer: SQLite allows expressions 1,000 deep, and the parts of a node, joined
   * two and two, take some of that at every level.
   */
  int MAX_DEPTH = 200;

  /**
   * Returns whether a memory passes.
   *
   * @param memory any memory
   * @return whether it is let through
   */
  boolean test(Memory memory);

  /** Lets everything through. */
  record Everything() implements Filter {
    @Override
    public boolean test(Memory memory) {
      return true;
    }
  }

  /**
   * Lets through what all parts let through.
   *
   * @param parts at least one; an And among them stands for its own parts; copied
   */
  record And(List<Filter> parts) implements Filter {

    /** Checks the rules and copies the list. */
    public And {
      parts = joined(parts, true);
    }

    @Override
    public boolean test(Memory memory) {
      return parts.stream().allMatch(part -> part.test(memory));
    }
  }

  /**
   * Lets through what any part lets through.
   *
   * @param parts at least one; an Or among them stands for its own parts; copied
   */
  record Or(List<Filter> parts) implements Filter {

    /** Checks the rules and copies the list. */
    public Or {
      parts = joined(parts, false);
    }

    @Override
    public boolean test(Memory memory) {
      return parts.stream().anyMatch(part -> part.test(memory));
    }
  }

  /**
   * Lets through what its part does not.
   *
   * @param part what to turn round
   */
  record Not(Filter part) implements Filter {

    /** Checks the depth. */
    public Not {
      checkDepth(1 + depth(part));
    }

    @Override
    public boolean test(Memory memory) {
      return !part.test(memory);
    }
  }

  /**
   * Lets through a field of exactly this value; texts are compared with regard to case.
   *
   * @param field which field
   * @param value its value
   * @param <V> what its values are
   */
  record Eq<V extends Comparable<? super V>>(Field<V> field, V value) implements Filter {
    @Override
    public boolean test(Memory memory) {
      return field.has(memory, value);
    }
  }

  /**
   * Lets through a field of any other value, or of none.
   *
   * @param field which field
   * @param value the value to leave out
   * @param <V> what its values are
   */
  record Ne<V extends Comparable<? super V>>(Field<V> field, V value) implements Filter {
    @Override
    public boolean test(Memory memory) {
      return !field.has(memory, value);
    }
  }

  /**
   * Lets through a field of any of these values.
   *
   * @param field which field
   * @param values at least one
   * @param <V> what its values are
   */
  record In<V extends Comparable<? super V>>(Field<V> field, Set<V> values) implements Filter {

    /** Checks the rules and copies the set. */
    public In {
      if (values.isEmpty()) {
        throw new IllegalArgumentException("In needs at least 1 value of " + field + ", got none");
      }
      values = Set.copyOf(values);
    }

    @Override
    public boolean test(Memory memory) {
      return values.stream().anyMatch(value -> field.has(memory, value));
    }
  }

  /**
   * Lets through a time, count or flag in a half-open range.
   *
   * @param field a field that is not text
   * @param from where the range begins, inclusive; null for no lower end
   * @param to where it ends, exclusive; null for no upper end
   * @param <V> what its values are
   */
  record Range<V extends Comparable<? super V>>(Field<V> field, @Nullable V from, @Nullable V to)
      implements Filter {

    /** Checks the rules. */
    public Range {
      if (field.isText()) {
        throw new IllegalArgumentException(
            "Range needs a time, count or flag, got the text " + field);
      }
      if (from == null && to == null) {
        throw new IllegalArgumentException("Range needs at least one end of " + field);
      }
    }

    @Override
    public boolean test(Memory memory) {
      V value = field.of(memory);
      return value != null
          && (from == null || field.encode(value) >= field.encode(from))
          && (to == null || field.encode(value) < field.encode(to));
    }
  }

  /**
   * Lets through what holds every token of some words; see {@link IndexedText}.
   *
   * @param text words with at least one token
   */
  record ContainsText(String text) implements Filter {

    /** Checks the rules. */
    public ContainsText {
      if (IndexedText.query(text).isEmpty()) {
        throw new IllegalArgumentException(
            "ContainsText needs a text with at least 1 token, got \"" + text + "\"");
      }
    }

    @Override
    public boolean test(Memory memory) {
      return new HashSet<>(IndexedText.tokens(memory)).containsAll(IndexedText.query(text));
    }
  }

  /**
   * Lets through what has a tag.
   *
   * @param tag the whole tag, with regard to case
   */
  record HasTag(String tag) implements Filter {
    @Override
    public boolean test(Memory memory) {
      return memory.tags().contains(tag);
    }
  }

  /**
   * Lets through what has no value of a field.
   *
   * @param field which field
   */
  record IsNull(Field<?> field) implements Filter {
    @Override
    public boolean test(Memory memory) {
      return field.of(memory) == null;
    }
  }

  /** Returns parts of an And (or Or) with those of any And (or Or) among them in its place. */
  private static List<Filter> joined(List<Filter> parts, boolean and) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("And and Or need at least 1 part, got none");
    }
    List<Filter> joined = new ArrayList<>();
    for (Filter part : parts) {
      switch (part) {
        case And inner when and -> joined.addAll(inner.parts());
        case Or inner when !and -> joined.addAll(inner.parts());
        case Filter other -> joined.add(other);
      }
    }
    checkDepth(1 + deepest(joined));
    return List.copyOf(joined);
  }

  private static void checkDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "And, Or and Not may stand in one another at most "
              + MAX_DEPTH
              + " deep, got "
              + depth
              + "; join the parts of one kind in one list");
    }
  }

  private static int depth(Filter filter) {
    return switch (filter) {
      case And and -> 1 + deepest(and.parts());
      case Or or -> 1 + deepest(or.parts());
      case Not not -> 1 + depth(not.part());
      case Filter leaf -> 0;
    };
  }

  private static int deepest(List<Filter> parts) {
    int deepest = 0;
    for (Filter part : parts) {
      deepest = Math.max(deepest, depth(part));
    }
    return deepest;
  }

  /**
   * Returns the filter that lets everything through.
   *
   * @return that filter
   */
  static Filter everything() {
    return new Everything();
  }

  /**
   * Returns the filter that lets through what all parts do.
   *
   * @param parts at least one
   * @return that filter
   */
  static Filter and(Filter... parts) {
    return new And(Arrays.asList(parts));
  }

  /**
   * Returns the filter that lets through what any part does.
   *
   * @param parts at least one
   * @return that filter
   */
  static Filter or(Filter... parts) {
    return new Or(Arrays.asList(parts));
  }

  /**
   * Returns the filter that lets through what another does not.
   *
   * @param part the other
   * @return that filter
   */
  static Filter not(Filter part) {
    return new Not(part);
  }

  /**
   * Returns the filter for a field of some value.
   *
   * @param field which field
   * @param value its value
   * @param <V> what its values are
   * @return that filter
   */
  static <V extends Comparable<? super V>> Filter eq(Field<V> field, V value) {
    return new Eq<>(field, value);
  }
}
