package io.runbookmemory.tool.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.tool.json.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shapes that hold any number of another. */
sealed interface Nest extends Shape {

  /** A list. */
  record Many(Shape each) implements Nest {

    @Override
    public ObjectNode schema() {
      return JsonText.object().put("type", "array").set("items", each.schema());
    }

    @Override
    public Object read(JsonNode node, String path) {
      Shape.demand(node.isArray(), "an array", node, path);
      List<Object> values = new ArrayList<>();
      for (JsonNode one : node) {
        values.add(each.read(one, path + "/" + values.size()));
      }
      return Collections.unmodifiableList(values);
    }

    @Override
    public JsonNode write(Object value) {
      ArrayNode array = JsonText.array();
      ((List<?>) value).forEach(one -> array.add(each.write(one)));
      return array;
    }
  }

  /** Values by name. */
  record Named(Shape each) implements Nest {

    @Override
    public ObjectNode schema() {
      return JsonText.object().put("type", "object").set("additionalProperties", each.schema());
    }

    @Override
    public Object read(JsonNode node, String path) {
      Shape.demand(node.isObject(), "an object", node, path);
      Map<String, Object> values = new LinkedHashMap<>();
      node.properties()
          .forEach(
              one ->
                  values.put(one.getKey(), each.read(one.getValue(), path + "/" + one.getKey())));
      return Collections.unmodifiableMap(values);
    }

    @Override
    public JsonNode write(Object value) {
      ObjectNode object = JsonText.object();
      ((Map<?, ?>) value).forEach((name, one) -> object.set((String) name, each.write(one)));
      return object;
    }
  }
}
