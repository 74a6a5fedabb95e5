package io.runbookmemory.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Calls tools as the guard does, and holds what they answer to their contracts. */
public final class ToolCalls {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ToolCalls() {}

  public static Tool named(List<Tool> tools, String name) {
    return tools.stream()
        .filter(tool -> tool.contract().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no tool " + name + " among " + tools));
  }

  public static ToolResult call(List<Tool> tools, String name, String arguments) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Tool tool = named(tools, name);
    ToolResult result =
        tool.run(new ToolInvocation("call-7", "rex", arguments, now, now.plusSeconds(20)));
    if (result instanceof ToolResult.Succeeded succeeded) {
      assertThat(tool.contract().outputSchema().check(succeeded.output())).isEmpty();
    }
    return result;
  }

  /** Returns the output of a call that succeeds. */
  public static JsonNode output(List<Tool> tools, String name, String arguments) {
    ToolResult result = call(tools, name, arguments);
    assertThat(result).isInstanceOf(ToolResult.Succeeded.class);
    try {
      return MAPPER.readTree(((ToolResult.Succeeded) result).output());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
