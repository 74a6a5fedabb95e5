package io.runbookmemory.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.runbookmemory.tool.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An output that is no longer than somebody can read: its beginning, in the order it stands in, and
 * notes of what was left out. Fields are there, if they are few; long texts end early, and so do
 * long arrays.
 */
final class Trimmed {

  /** What a number, a field's name or a bracket takes, about. */
  private static final int SMALL = 8;

  /** As many fields as a contract may name; an object with more is a list by another name. */
  private static final int FEW_FIELDS = 50;

  private final List<String> notes = new ArrayList<>();
  private long left;

  private Trimmed(long characters) {
    this.left = characters;
  }

  record Output(String json, List<String> notes) {}

  static Output of(String json, int characters) {
    if (json.length() <= characters) {
      return new Output(json, List.of());
    }
    Trimmed trimmed = new Trimmed(characters);
    JsonNode kept = trimmed.keep(JsonText.read(json), "");
    return new Output(JsonText.write(kept), trimmed.notes);
  }

  private JsonNode keep(JsonNode node, String path) {
    return switch (node) {
      case ObjectNode object -> fields(object, path);
      case ArrayNode array -> items(array, path);
      case TextNode text -> beginning(text, path);
      default -> {
        left -= SMALL;
        yield node;
      }
    };
  }

  private JsonNode fields(ObjectNode object, String path) {
    ObjectNode kept = JsonText.object();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (left <= 0 && kept.size() >= FEW_FIELDS) {
        note("%,d of %,d fields of %s".formatted(object.size() - kept.size(), object.size(), path));
        break;
      }
      left -= field.getKey().length() + SMALL;
      kept.set(field.getKey(), keep(field.getValue(), path + "/" + field.getKey()));
    }
    return kept;
  }

  private JsonNode items(ArrayNode array, String path) {
    ArrayNode kept = JsonText.array();
    for (JsonNode item : array) {
      if (left <= 0) {
        note("%,d of %,d items of %s".formatted(array.size() - kept.size(), array.size(), path));
        break;
      }
      kept.add(keep(item, path + "/" + kept.size()));
    }
    return kept;
  }

  private JsonNode beginning(TextNode text, String path) {
    String all = text.textValue();
    int most = (int) Math.max(0, Math.min(all.length(), left));
    left -= all.length();
    if (most == all.length()) {
      return text;
    }
    int end = most > 0 && Character.isHighSurrogate(all.charAt(most - 1)) ? most - 1 : most;
    note("%,d of %,d characters of %s".formatted(all.length() - end, all.length(), path));
    return TextNode.valueOf(all.substring(0, end) + "…");
  }

  private void note(String what) {
    notes.add("left out: " + what);
  }
}
