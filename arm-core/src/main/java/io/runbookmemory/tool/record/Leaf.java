package io.runbookmemory.tool.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.json.JsonText;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The shapes that hold no others. */
sealed interface Leaf extends Shape {

  private static ObjectNode typed(String type) {
    return JsonText.object().put("type", type);
  }

  /** What is written as a text, perhaps of some format. */
  record Text(@Nullable String format, String wanted, Function<String, Object> parser)
      implements Leaf {

    @Override
    public ObjectNode schema() {
      ObjectNode schema = typed("string");
      return format == null ? schema : schema.put("format", format);
    }

    @Override
    public Object read(JsonNode node, String path) {
      Shape.demand(node.isTextual(), wanted, node, path);
      try {
        return parser.apply(node.textValue());
      } catch (DateTimeException | IllegalArgumentException e) {
        throw new InvalidInputException(path, "must be " + wanted);
      }
    }

    @Override
    public JsonNode write(Object value) {
      return TextNode.valueOf(value.toString());
    }
  }

  /** True or false. */
  record Flag() implements Leaf {

    @Override
    public ObjectNode schema() {
      return typed("boolean");
    }

    @Override
    public Object read(JsonNode node, String path) {
      Shape.demand(node.isBoolean(), "a boolean", node, path);
      return node.booleanValue();
    }

    @Override
    public JsonNode write(Object value) {
      return BooleanNode.valueOf((Boolean) value);
    }
  }

  /** A whole number within bounds; an {@code int} if its bounds are. */
  record Whole(long least, long most) implements Leaf {

    @Override
    public ObjectNode schema() {
      return typed("integer");
    }

    @Override
    public Object read(JsonNode node, String path) {
      boolean whole = node.isNumber() && node.canConvertToExactIntegral();
      Shape.demand(whole, "a whole number", node, path);
      if (!node.canConvertToLong() || node.longValue() < least || node.longValue() > most) {
        throw new InvalidInputException(path, "must lie between " + least + " and " + most);
      }
      if (most == Integer.MAX_VALUE) {
        return node.intValue();
      }
      return node.longValue();
    }

    @Override
    public JsonNode write(Object value) {
      return LongNode.valueOf(((Number) value).longValue());
    }
  }

  /** A number; JSON knows none that is not finite, which is written as null. */
  record Decimal() implements Leaf {

    @Override
    public ObjectNode schema() {
      return typed("number");
    }

    @Override
    public Object read(JsonNode node, String path) {
      Shape.demand(node.isNumber(), "a number", node, path);
      return node.doubleValue();
    }

    @Override
    public JsonNode write(Object value) {
      double number = (Double) value;
      return Double.isFinite(number) ? DoubleNode.valueOf(number) : JsonText.object().nullNode();
    }
  }

  /** One of the values of an enum, in lower case. */
  record Choice(Map<String, Object> values) implements Leaf {

    static Choice of(Class<?> type) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (Object value : type.getEnumConstants()) {
        values.put(nameOf(value), value);
      }
      return new Choice(values);
    }

    private static String nameOf(Object value) {
      return ((Enum<?>) value).name().toLowerCase(Locale.ROOT);
    }

    @Override
    public ObjectNode schema() {
      ObjectNode schema = typed("string");
      values.keySet().forEach(schema.putArray("enum")::add);
      return schema;
    }

    @Override
    public Object read(JsonNode node, String path) {
      Shape.demand(node.isTextual(), "one of " + values.keySet(), node, path);
      Object value = values.get(node.textValue());
      if (value == null) {
        throw new InvalidInputException(path, "must be one of " + values.keySet());
      }
      return value;
    }

    @Override
    public JsonNode write(Object value) {
      return TextNode.valueOf(nameOf(value));
    }
  }
}
