package io.runbookmemory.connectors.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of YAML 1.2's core schema as JSON: what is quoted stays text, what is not is a number, a
 * truth value or null where it looks so. An alias is written out each time, so that the size is
 * counted while it grows.
 */
public final class YamlJson {

  /** Fifty aliases of aliases are enough for 2^25 values; arguments have tens. */
  private static final int MOST_VALUES = 10_000;

  private static final int DEEPEST = YamlFile.MAX_DEPTH;

  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?(\\.[0-9]{1,100}|[0-9]{1,100}(\\.[0-9]{0,100})?)([eE][-+]?[0-9]{1,3})?");

  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,100}");

  private final YamlField field;
  private int values;

  private YamlJson(YamlField field) {
    this.field = field;
  }

  /**
   * Returns a mapping as JSON.
   *
   * @param field the mapping
   * @return one JSON object on one line
   * @throws io.runbookmemory.error.InvalidInputException if it is no mapping, too large, holds
   *     itself, a key twice, or a value that JSON does not have
   */
  public static String object(YamlField field) {
    // Asking for a key, whichever, refuses what is no mapping.
    field.find("");
    return new YamlJson(field).value(field.node(), 0).toString();
  }

  private JsonNode value(Node node, int depth) {
    values++;
    if (values > MOST_VALUES || depth > DEEPEST) {
      throw field.refusal(
          "must be at most "
              + MOST_VALUES
              + " values, aliases written out, nested at most "
              + DEEPEST
              + " deep");
    }
    return switch (node) {
      case MappingNode mapping -> object(mapping, depth);
      case SequenceNode sequence -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        sequence.getValue().forEach(item -> array.add(value(item, depth + 1)));
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw field.refusal("must hold mappings, lists and scalars alone");
    };
  }

  private ObjectNode object(MappingNode mapping, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw field.refusal("must have keys of one word each");
      }
      if (object.has(key.getValue())) {
        throw field.refusal("must give \"" + key.getValue() + "\" once, got a second one");
      }
      object.set(key.getValue(), value(tuple.getValueNode(), depth + 1));
    }
    return object;
  }

  private JsonNode scalar(ScalarNode scalar) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return json.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return json.booleanNode(text.toLowerCase(Locale.ROOT).equals("true"));
    }
    if (tag.equals(Tag.INT) && INTEGER.matcher(text).matches()) {
      return json.numberNode(new BigInteger(text));
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      if (!DECIMAL.matcher(text).matches()) {
        throw field.refusal("must have decimal numbers alone, got " + text);
      }
      return json.numberNode(new BigDecimal(text));
    }
    return json.textNode(text);
  }
}
