package shop.harbor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.service.tool.ToolExecutor;
import io.runbookmemory.guard.AgentTools;
import io.runbookmemory.tool.JsonSchema;
import io.runbookmemory.tool.ToolContract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** ARM's tools as LangChain4j's, for {@code AiServices.builder(…).tools(…)}. */
public final class LangChain4jTools {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What LangChain4j says of a schema by itself, or has a place for. */
  private static final List<String> PLACED =
      List.of("$schema", "type", "properties", "required", "$defs", "description");

  private LangChain4jTools() {}

  /**
   * Returns the tools that an agent may call now.
   *
   * @param agent a caller's tools, behind a guard
   * @return in the order of their names
   */
  public static Map<ToolSpecification, ToolExecutor> of(AgentTools agent) {
    Map<ToolSpecification, ToolExecutor> tools = new LinkedHashMap<>();
    for (ToolContract contract : agent.contracts()) {
      tools.put(
          specification(contract),
          (request, memoryId) -> agent.call(request.name(), request.arguments()));
    }
    return tools;
  }

  private static ToolSpecification specification(ToolContract contract) {
    return ToolSpecification.builder()
        .name(contract.name())
        .description(contract.description())
        .parameters(schema(contract.inputSchema()))
        .build();
  }

  /**
   * LangChain4j wants its own kind of object at the top, whose parts may be any JSON Schema. A
   * keyword at the top that it has no place for is told in words; the guard checks it all the same.
   */
  private static JsonObjectSchema schema(JsonSchema inputSchema) {
    ObjectNode rest = read(inputSchema);
    JsonObjectSchema.Builder schema =
        JsonObjectSchema.builder()
            .addProperties(parts(rest.path("properties")))
            .definitions(parts(rest.path("$defs")))
            .required(
                StreamSupport.stream(rest.path("required").spliterator(), false)
                    .map(JsonNode::textValue)
                    .toList());
    if (rest.path("additionalProperties").isBoolean()) {
      schema.additionalProperties(rest.remove("additionalProperties").booleanValue());
    }
    String description = rest.path("description").asText();
    rest.remove(PLACED);
    String more = rest.isEmpty() ? "" : "The arguments also fit this JSON Schema: " + rest;
    String told = (description + " " + more).strip();
    return (told.isEmpty() ? schema : schema.description(told)).build();
  }

  private static Map<String, JsonSchemaElement> parts(JsonNode schemas) {
    Map<String, JsonSchemaElement> parts = new LinkedHashMap<>();
    schemas.properties().forEach(part -> parts.put(part.getKey(), part(part.getValue())));
    return parts;
  }

  /** LangChain4j knows no schema but an object: {@code true} and {@code false} are such. */
  private static JsonSchemaElement part(JsonNode schema) {
    String object = schema.asBoolean() ? "{}" : "{\"not\":{}}";
    return JsonRawSchema.from(schema.isBoolean() ? object : schema.toString());
  }

  private static ObjectNode read(JsonSchema schema) {
    try {
      return MAPPER.readValue(schema.text(), ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a schema's text is JSON", e);
    }
  }
}
