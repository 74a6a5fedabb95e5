package io.runbookmemory.jdbc.transaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of a statement and the values for its question marks. Not thread-safe. */
public final class Sql {

  private final StringBuilder text = new StringBuilder();
  private final List<@Nullable Object> values = new ArrayList<>();

  /**
   * Creates a statement.
   *
   * @param text SQL
   * @param values a value for each of its question marks
   */
  public Sql(String text, @Nullable Object... values) {
    add(text, values);
  }

  /**
   * Appends text.
   *
   * @param more SQL
   * @param moreValues a value for each of its question marks
   * @return this
   */
  public Sql add(String more, @Nullable Object... moreValues) {
    text.append(more);
    values.addAll(Arrays.asList(moreValues));
    return this;
  }

  /**
   * Appends another.
   *
   * @param more is left as it is
   * @return this
   */
  public Sql add(Sql more) {
    return add(more.text(), more.values().toArray());
  }

  /**
   * Returns the text.
   *
   * @return with question marks
   */
  public String text() {
    return text.toString();
  }

  /**
   * Returns the values.
   *
   * @return a view, one for each question mark
   */
  public List<@Nullable Object> values() {
    return Collections.unmodifiableList(values);
  }
}
