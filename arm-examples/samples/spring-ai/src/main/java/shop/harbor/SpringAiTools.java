package shop.harbor;

import io.runbookmemory.guard.AgentTools;
import io.runbookmemory.tool.ToolContract;
import java.util.List;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** ARM's tools as Spring AI's, for a {@code ChatClient} or the options of a prompt. */
public final class SpringAiTools {

  private SpringAiTools() {}

  /**
   * Returns the tools that an agent may call now.
   *
   * @param agent a caller's tools, behind a guard
   * @return in the order of their names
   */
  public static List<ToolCallback> of(AgentTools agent) {
    return agent.contracts().stream()
        .<ToolCallback>map(contract -> new Guarded(agent, definition(contract)))
        .toList();
  }

  private static ToolDefinition definition(ToolContract contract) {
    return ToolDefinition.builder()
        .name(contract.name())
        .description(contract.description())
        .inputSchema(contract.inputSchema().text())
        .build();
  }

  private record Guarded(AgentTools agent, ToolDefinition definition) implements ToolCallback {

    @Override
    public ToolDefinition getToolDefinition() {
      return definition;
    }

    @Override
    public String call(String arguments) {
      return agent.call(definition.name(), arguments);
    }
  }
}
