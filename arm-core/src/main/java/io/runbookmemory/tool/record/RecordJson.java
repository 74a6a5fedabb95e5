package io.runbookmemory.tool.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.tool.json.JsonText;

/**
 * A record as one JSON object, its fields named as the arguments of tools are: {@code openedAt} is
 * {@code opened_at}; what is null is left out. Thread-safe.
 *
 * @param <R> of texts, numbers, booleans, enums, Instant, Duration, URI, records, List and Map of
 *     texts
 */
public final class RecordJson<R extends Record> {

  private final Class<R> type;
  private final RecordShape shape;

  private RecordJson(Class<R> type) {
    this.type = type;
    this.shape = RecordShape.of(type);
  }

  /**
   * Returns the form of a type of record.
   *
   * @param <R> the type
   * @param type its class, of a package that this module may look into
   * @return to be kept, for it takes a moment to make
   * @throws IllegalArgumentException if a component is of a type that no JSON stands for
   */
  public static <R extends Record> RecordJson<R> of(Class<R> type) {
    return new RecordJson<>(type);
  }

  /**
   * Writes a record.
   *
   * @param value the record
   * @return one JSON object, on one line
   */
  public String write(R value) {
    return JsonText.write(shape.write(value));
  }

  /**
   * Reads a record. Fields that it does not have, such as those of a newer release, are passed
   * over.
   *
   * @param json one JSON object
   * @return the record
   * @throws io.runbookmemory.error.InvalidInputException if a field is missing, or of another type
   */
  public R read(String json) {
    ObjectNode object = JsonText.readObject(json);
    return type.cast(shape.read(object.retain(shape.names()), ""));
  }
}
