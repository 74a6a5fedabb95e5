package io.runbookmemory.tool.record;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the shape of the types that a component of a tool's record may have. */
final class Shapes {

  private static final Shape INT = new Leaf.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
  private static final Shape LONG = new Leaf.Whole(Long.MIN_VALUE, Long.MAX_VALUE);

  private static final Map<Class<?>, Shape> LEAVES =
      Map.ofEntries(
          Map.entry(String.class, new Leaf.Text(null, "a text", text -> text)),
          Map.entry(
              Instant.class,
              new Leaf.Text("date-time", "a date and time as RFC 3339 has it", Instant::parse)),
          Map.entry(
              Duration.class,
              new Leaf.Text("duration", "a duration such as PT15M", Duration::parse)),
          Map.entry(URI.class, new Leaf.Text("uri", "an address", URI::create)),
          Map.entry(boolean.class, new Leaf.Flag()),
          Map.entry(Boolean.class, new Leaf.Flag()),
          Map.entry(int.class, INT),
          Map.entry(Integer.class, INT),
          Map.entry(long.class, LONG),
          Map.entry(Long.class, LONG),
          Map.entry(double.class, new Leaf.Decimal()),
          Map.entry(Double.class, new Leaf.Decimal()));

  private Shapes() {}

  /**
   * Returns the shape of a type.
   *
   * @param above the records that it stands in
   * @throws IllegalArgumentException if no JSON stands for it
   */
  static Shape of(Type type, Set<Class<?>> above) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new Nest.Many(of(arguments[0], above));
      }
      if (generic.getRawType() == Map.class && arguments[0] == String.class) {
        return new Nest.Named(of(arguments[1], above));
      }
    }
    if (type instanceof Class<?> plain) {
      Shape leaf = LEAVES.get(plain);
      if (leaf != null) {
        return leaf;
      }
      if (plain.isEnum()) {
        return Leaf.Choice.of(plain);
      }
      if (plain.isRecord()) {
        return RecordShape.of(plain, above);
      }
    }
    throw new IllegalArgumentException(
        "a tool's record holds texts, numbers, booleans, enums, Instant, Duration, URI, records,"
            + " List and Map<String, …>, got "
            + type.getTypeName());
  }
}
