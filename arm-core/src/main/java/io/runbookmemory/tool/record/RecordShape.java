package io.runbookmemory.tool.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.JsonSchema;
import io.runbookmemory.tool.json.JsonText;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shape of a record: an object with its components, and nothing else. */
final class RecordShape implements Shape {

  private record Part(
      RecordComponent component, Method accessor, String name, Shape shape, boolean optional) {}

  private final Class<?> type;
  private final Constructor<?> constructor;
  private final Map<String, Part> parts = new LinkedHashMap<>();

  private RecordShape(Class<?> type, Set<Class<?>> within) {
    this.type = type;
    for (RecordComponent component : type.getRecordComponents()) {
      boolean optional =
          Arrays.stream(component.getAnnotatedType().getAnnotations())
              .anyMatch(one -> one.annotationType().getSimpleName().equals("Nullable"));
      Shape shape = Shapes.of(component.getGenericType(), within);
      String name = nameOf(component);
      parts.put(name, new Part(component, component.getAccessor(), name, shape, optional));
    }
    this.constructor = constructorOf(type);
    requireOpen();
  }

  static RecordShape of(Class<?> type) {
    return of(type, Set.of());
  }

  static RecordShape of(Class<?> type, Set<Class<?>> above) {
    Set<Class<?>> within = new HashSet<>(above);
    if (!within.add(type)) {
      throw new IllegalArgumentException("a tool's record must not hold itself: " + type.getName());
    }
    return new RecordShape(type, within);
  }

  /** Fields are written as the vendors' APIs write theirs: {@code topK} is {@code top_k}. */
  private static String nameOf(RecordComponent component) {
    return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static Constructor<?> constructorOf(Class<?> type) {
    Class<?>[] components =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(components);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has its constructor: " + type.getName(), e);
    }
  }

  private void requireOpen() {
    boolean open = constructor.trySetAccessible();
    for (Part part : parts.values()) {
      open &= part.accessor().trySetAccessible();
    }
    if (!open) {
      throw new ConfigurationException(
          type.getName(),
          "its module must open " + type.getPackageName() + " to io.runbookmemory.core");
    }
  }

  Set<String> names() {
    return parts.keySet();
  }

  JsonSchema toJsonSchema() {
    return JsonSchema.of(JsonText.write(schema()));
  }

  @Override
  public ObjectNode schema() {
    ObjectNode properties = JsonText.object();
    ArrayNode required = JsonText.array();
    for (Part part : parts.values()) {
      ObjectNode schema = part.shape().schema();
      Described meaning = part.component().getAnnotation(Described.class);
      if (meaning != null) {
        schema.put("description", meaning.value());
      }
      properties.set(part.name(), schema);
      if (!part.optional()) {
        required.add(part.name());
      }
    }
    ObjectNode schema = JsonText.object().put("type", "object").set("properties", properties);
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.put("additionalProperties", false);
  }

  @Override
  public Object read(JsonNode node, String path) {
    Shape.demand(node.isObject(), "an object", node, path);
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!parts.containsKey(name)) {
                throw new InvalidInputException(path + "/" + name, "is not a field of this tool");
              }
            });
    List<@Nullable Object> values = new ArrayList<>();
    for (Part part : parts.values()) {
      values.add(valueOf(part, node.path(part.name()), path + "/" + part.name()));
    }
    return newRecord(values, path);
  }

  /** Returns a component's value; a null that models like to send counts as none. */
  private static @Nullable Object valueOf(Part part, JsonNode node, String path) {
    if (!node.isMissingNode() && !node.isNull()) {
      return part.shape().read(node, path);
    }
    if (part.optional()) {
      return null;
    }
    throw new InvalidInputException(path, "is required");
  }

  private Object newRecord(List<@Nullable Object> values, String path) {
    try {
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new InvalidInputException(
            path, Objects.requireNonNullElse(refused.getMessage(), "is refused"));
      }
      throw new IllegalStateException(type.getName() + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " cannot be made", e);
    }
  }

  @Override
  public JsonNode write(Object value) {
    ObjectNode object = JsonText.object();
    for (Part part : parts.values()) {
      Object component = componentOf(part, value);
      if (component != null) {
        object.set(part.name(), part.shape().write(component));
      }
    }
    return object;
  }

  private @Nullable Object componentOf(Part part, Object value) {
    try {
      return part.accessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " cannot be read", e);
    }
  }
}
