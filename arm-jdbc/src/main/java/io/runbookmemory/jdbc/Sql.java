package io.runbookmemory.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of a statement and the values for its question marks. Not thread-safe. */
final class Sql {

  private final StringBuilder text = new StringBuilder();
  private final List<@Nullable Object> values = new ArrayList<>();

  Sql(String text, @Nullable Object... values) {
    add(text, values);
  }

  /** Appends text, with a value for each of its question marks. */
  Sql add(String more, @Nullable Object... moreValues) {
    text.append(more);
    values.addAll(Arrays.asList(moreValues));
    return this;
  }

  String text() {
    return text.toString();
  }

  List<@Nullable Object> values() {
    return values;
  }
}
