package io.runbookmemory.connectors.yaml;

import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.error.InvalidInputException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value of a YAML document with its place: the file, the line and the path of names that leads
 * to it, such as {@code spec.objectives[0].target}. Not thread-safe.
 */
public final class YamlField {

  /** Without an exponent: {@code 1e999999999} is short to write and long to compute with. */
  private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,18}(\\.[0-9]{1,30})?");

  private final Path file;
  private final String path;
  private final Node node;

  YamlField(Path file, String path, Node node) {
    this.file = file;
    this.path = path;
    this.node = node;
  }

  /**
   * Returns the field of a name, if it is there and not null.
   *
   * @param name the key
   * @return empty where the key is missing or its value is null
   * @throws InvalidInputException if this is no mapping, or the key stands in it twice
   */
  public Optional<YamlField> find(String name) {
    if (!(node instanceof MappingNode mapping)) {
      throw refusal("must be a mapping, got " + kind());
    }
    @Nullable YamlField found = null;
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
        YamlField field = new YamlField(file, child(name), tuple.getValueNode());
        if (found != null) {
          throw field.refusal("must be given once, got a second one");
        }
        found = field;
      }
    }
    return Optional.ofNullable(found).filter(field -> !field.isNull());
  }

  /**
   * Returns the field of a name that must be there.
   *
   * @param name the key
   * @return the field
   * @throws InvalidInputException if it is missing or null
   */
  public YamlField require(String name) {
    return find(name)
        .orElseThrow(() -> new InvalidInputException(place(), child(name) + " must be given"));
  }

  /**
   * Returns the field's text.
   *
   * @return not blank, without white space around it
   * @throws InvalidInputException if it is no scalar, or blank
   */
  public String text() {
    if (!(node instanceof ScalarNode scalar)) {
      throw refusal("must be text, got " + kind());
    }
    if (scalar.getValue().isBlank()) {
      throw refusal("must not be blank");
    }
    return scalar.getValue().strip();
  }

  /**
   * Returns the field's text, where it is one; for keys that other tools may use otherwise.
   *
   * @return without white space around it; empty for what is no text, or blank
   */
  public Optional<String> word() {
    return node instanceof ScalarNode scalar && !scalar.getValue().isBlank()
        ? Optional.of(scalar.getValue().strip())
        : Optional.empty();
  }

  /**
   * Returns whether this is a text without words.
   *
   * @return false for what is no text
   */
  public boolean isBlank() {
    return node instanceof ScalarNode scalar && scalar.getValue().isBlank();
  }

  /**
   * Returns the field's number, exactly as written.
   *
   * @return a decimal
   * @throws InvalidInputException if it is no decimal number, or has an exponent
   */
  public BigDecimal decimal() {
    String text = text();
    if (!DECIMAL.matcher(text).matches()) {
      throw refusal("must be a decimal number such as 0.999, got " + quoted(text));
    }
    return new BigDecimal(text);
  }

  /**
   * Returns the field's truth value.
   *
   * @return true or false
   * @throws InvalidInputException if it is neither
   */
  public boolean flag() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refusal("must be true or false, got " + quoted(text()));
    };
  }

  /**
   * Returns the one item of a list.
   *
   * @return the item
   * @throws InvalidInputException if this is no list, or has none or several
   */
  public YamlField onlyItem() {
    List<YamlField> items = items();
    if (items.size() != 1) {
      throw refusal("must hold exactly 1 entry, got " + items.size());
    }
    return items.getFirst();
  }

  /**
   * Returns the items of a list.
   *
   * @return may be empty
   * @throws InvalidInputException if this is no list
   */
  public List<YamlField> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw refusal("must be a list, got " + kind());
    }
    List<YamlField> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new YamlField(file, path + "[" + items.size() + "]", item));
    }
    return List.copyOf(items);
  }

  /**
   * Returns the field at the end of a path, if all of it is there.
   *
   * @param names the keys, one in another
   * @return empty where a key is missing or its value is null
   * @throws InvalidInputException if a field on the way is no mapping
   */
  public Optional<YamlField> find(List<String> names) {
    Optional<YamlField> field = Optional.of(this);
    for (String name : names) {
      field = field.flatMap(parent -> parent.find(name));
    }
    return field;
  }

  /**
   * Returns the items of the list at a path.
   *
   * @param names the keys, one in another
   * @return empty where there is none
   * @throws InvalidInputException if what is there is no list, or a field on the way no mapping
   */
  public List<YamlField> itemsOf(String... names) {
    return find(List.of(names)).map(YamlField::items).orElse(List.of());
  }

  /**
   * Returns whether this is a list.
   *
   * @return false for a mapping or a scalar
   */
  public boolean isList() {
    return node instanceof SequenceNode;
  }

  /**
   * Returns the items of a list, or where this is none, this field alone.
   *
   * @return may be empty
   */
  public List<YamlField> itemsOrSelf() {
    return node instanceof SequenceNode ? items() : List.of(this);
  }

  /**
   * Returns the fields of a mapping, whatever their names are.
   *
   * @return by name in order, those that are null left out; empty if this is no mapping
   * @throws InvalidInputException if a key is no scalar, or stands in it twice
   */
  public Map<String, YamlField> fields() {
    Map<String, YamlField> fields = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
          throw refusal("must have keys of one word each");
        }
        find(key.getValue()).ifPresent(field -> fields.put(key.getValue(), field));
      }
    }
    return fields;
  }

  /**
   * Returns a refusal of this field.
   *
   * @param rule what it must be, and what it is
   * @return a fault that names the file, the line and the path
   */
  public InvalidInputException refusal(String rule) {
    return new InvalidInputException(
        place(), (path.isEmpty() ? "the document" : path) + " " + rule);
  }

  Node node() {
    return node;
  }

  boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  private String child(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /**
   * Returns where the field stands.
   *
   * @return {@code file:line}
   */
  public String place() {
    return SourceFile.place(file, node.getStartMark().map(Mark::getLine).orElse(0) + 1);
  }

  private String kind() {
    return switch (node.getNodeType()) {
      case MAPPING -> "a mapping";
      case SEQUENCE -> "a list";
      case SCALAR -> quoted(((ScalarNode) node).getValue());
      case ANCHOR -> "an anchor";
    };
  }

  /** Long values are cut: a message is read by a person. */
  private static String quoted(String text) {
    return "\"" + (text.length() <= 80 ? text : text.substring(0, 80) + "…") + "\"";
  }
}
