package io.runbookmemory.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.tool.json.JsonText;
import java.util.Collection;
import java.util.Locale;

/**
 * Contracts as the frameworks and model vendors want to be told of tools. What cannot be said in
 * their form, an effect above all, stays with the guard, which every call goes through.
 */
public enum ToolExport {
  /**
   * The {@code tools} of OpenAI's chat completions.
   *
   * @see <a href="https://platform.openai.com/docs/guides/function-calling">Function calling</a>
   */
  OPENAI,

  /**
   * The {@code tools} of Anthropic's messages.
   *
   * @see <a href="https://docs.anthropic.com/en/docs/build-with-claude/tool-use">Tool use</a>
   */
  ANTHROPIC,

  /**
   * The {@code tools} of an answer to the Model Context Protocol's {@code tools/list}.
   *
   * @see <a href="https://modelcontextprotocol.io/specification/2025-06-18/server/tools">Tools</a>
   */
  MCP;

  /**
   * Writes contracts.
   *
   * @param contracts in the order to list them
   * @return one JSON array
   */
  public String write(Collection<ToolContract> contracts) {
    ArrayNode tools = JsonText.array();
    contracts.forEach(contract -> tools.add(form(contract)));
    return JsonText.write(tools);
  }

  private ObjectNode form(ToolContract contract) {
    return switch (this) {
      case OPENAI -> openAi(contract);
      case ANTHROPIC -> anthropic(contract);
      case MCP -> mcp(contract);
    };
  }

  private static ObjectNode openAi(ToolContract contract) {
    ObjectNode function =
        JsonText.object()
            .put("name", contract.name())
            .put("description", contract.description())
            .set("parameters", node(contract.inputSchema()));
    return JsonText.object().put("type", "function").set("function", function);
  }

  private static ObjectNode anthropic(ToolContract contract) {
    return JsonText.object()
        .put("name", contract.name())
        .put("description", contract.description())
        .set("input_schema", node(contract.inputSchema()));
  }

  private static ObjectNode mcp(ToolContract contract) {
    boolean reads = contract.effect() == ToolEffect.READ_ONLY;
    ObjectNode annotations =
        JsonText.object()
            .put("readOnlyHint", reads)
            .put("destructiveHint", contract.effect() == ToolEffect.DESTRUCTIVE)
            .put("idempotentHint", contract.idempotent());
    ObjectNode tool =
        JsonText.object()
            .put("name", contract.name())
            .put("description", contract.description())
            .set("inputSchema", node(contract.inputSchema()));
    tool.set("outputSchema", node(contract.outputSchema()));
    tool.set("annotations", annotations);
    tool.set(
        "_meta",
        JsonText.object()
            .put("io.runbookmemory/effect", contract.effect().name().toLowerCase(Locale.ROOT))
            .put("io.runbookmemory/cost", contract.cost().name().toLowerCase(Locale.ROOT))
            .put("io.runbookmemory/timeout", contract.timeout().toString()));
    return tool;
  }

  private static JsonNode node(JsonSchema schema) {
    return JsonText.read(schema.text());
  }
}
