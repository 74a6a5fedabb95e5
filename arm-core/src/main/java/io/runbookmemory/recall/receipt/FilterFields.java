package io.runbookmemory.recall.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A filter as JSON: one object for each node, named by its {@code is}. */
final class FilterFields {

  private static final String IS = "is";
  private static final String FIELD = "field";
  private static final String PARTS = "parts";
  private static final String TEXT = "text";
  private static final String VALUES = "values";

  private FilterFields() {}

  /**
   * Writes a filter.
   *
   * @param clean takes secrets out of its texts
   */
  static ObjectNode write(Filter filter, UnaryOperator<String> clean) {
    ObjectNode node = ReceiptFields.object();
    switch (filter) {
      case Filter.Everything all -> node.put(IS, "everything");
      case Filter.And and -> parts(node.put(IS, "and"), and.parts(), clean);
      case Filter.Or or -> parts(node.put(IS, "or"), or.parts(), clean);
      case Filter.Not not -> parts(node.put(IS, "not"), List.of(not.part()), clean);
      case Filter.Eq<?> eq ->
          node.put(IS, "eq").put(FIELD, eq.field().name()).put("value", text(eq.value(), clean));
      case Filter.Ne<?> ne ->
          node.put(IS, "ne").put(FIELD, ne.field().name()).put("value", text(ne.value(), clean));
      case Filter.In<?> in -> {
        ArrayNode values = node.put(IS, "in").put(FIELD, in.field().name()).putArray(VALUES);
        in.values().stream().map(one -> text(one, clean)).sorted().forEach(values::add);
      }
      case Filter.Range<?> range ->
          node.put(IS, "range")
              .put(FIELD, range.field().name())
              .put("from", range.from() == null ? null : text(range.from(), clean))
              .put("to", range.to() == null ? null : text(range.to(), clean));
      case Filter.ContainsText contains ->
          node.put(IS, "containsText").put(TEXT, clean.apply(contains.text()));
      case Filter.HasTag tag -> node.put(IS, "hasTag").put(TEXT, clean.apply(tag.tag()));
      case Filter.IsNull none -> node.put(IS, "isNull").put(FIELD, none.field().name());
    }
    return node;
  }

  private static void parts(ObjectNode node, List<Filter> parts, UnaryOperator<String> clean) {
    ArrayNode array = node.putArray(PARTS);
    parts.forEach(part -> array.add(write(part, clean)));
  }

  private static String text(Object value, UnaryOperator<String> clean) {
    return value instanceof String text ? clean.apply(text) : value.toString();
  }

  /** Reads a filter. */
  static Filter read(JsonNode node) {
    String is = node.path(IS).asText();
    return switch (is) {
      case "everything" -> Filter.everything();
      case "and" -> new Filter.And(parts(node));
      case "or" -> new Filter.Or(parts(node));
      case "not" -> Filter.not(parts(node).getFirst());
      case "eq", "ne", "in", "range", "isNull" -> ofField(is, node, field(node));
      case "containsText" -> new Filter.ContainsText(node.path(TEXT).asText());
      case "hasTag" -> new Filter.HasTag(node.path(TEXT).asText());
      default -> throw new InvalidInputException("asked.filter", "knows no filter \"" + is + "\"");
    };
  }

  private static List<Filter> parts(JsonNode node) {
    List<Filter> parts = new ArrayList<>();
    node.path(PARTS).forEach(part -> parts.add(read(part)));
    if (parts.isEmpty()) {
      throw new InvalidInputException("asked.filter", "needs parts, got " + node);
    }
    return parts;
  }

  private static Field<?> field(JsonNode node) {
    String name = node.path(FIELD).asText();
    return Field.all().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new InvalidInputException("asked.filter", "knows no field \"" + name + "\""));
  }

  private static <V extends Comparable<? super V>> Filter ofField(
      String is, JsonNode node, Field<V> field) {
    return switch (is) {
      case "eq" -> new Filter.Eq<>(field, value(field, node.path("value")));
      case "ne" -> new Filter.Ne<>(field, value(field, node.path("value")));
      case "in" -> {
        Set<V> values = new LinkedHashSet<>();
        node.path(VALUES).forEach(one -> values.add(value(field, one)));
        yield new Filter.In<>(field, values);
      }
      case "range" -> new Filter.Range<>(field, end(field, node, "from"), end(field, node, "to"));
      default -> new Filter.IsNull(field);
    };
  }

  private static <V extends Comparable<? super V>> @Nullable V end(
      Field<V> field, JsonNode node, String name) {
    return node.path(name).isTextual() ? value(field, node.path(name)) : null;
  }

  /** A field's values are texts, counts, flags or times; what it is of, only the field knows. */
  @SuppressWarnings("unchecked")
  private static <V extends Comparable<? super V>> V value(Field<V> field, JsonNode node) {
    String text = node.asText();
    if (field.isText()) {
      return (V) text;
    }
    if (field.equals(Field.OCCURRENCES)) {
      return (V) Long.valueOf(text);
    }
    return field.equals(Field.PINNED) ? (V) Boolean.valueOf(text) : (V) Instant.parse(text);
  }
}
