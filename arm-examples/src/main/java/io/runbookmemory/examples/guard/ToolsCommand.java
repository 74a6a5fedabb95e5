package io.runbookmemory.examples.guard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolExport;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm tools}: what agents may call. */
@Command(
    name = "tools",
    description = {
      "List the tools over memory, or print them as OpenAI, Anthropic or the Model Context Protocol"
          + " want",
      "to be told of them."
    })
public final class ToolsCommand implements Callable<Integer> {

  @Option(
      names = "--as",
      paramLabel = "FORM",
      description = "Print the contracts for: ${COMPLETION-CANDIDATES}.")
  private @Nullable ToolExport form;

  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public ToolsCommand() {}

  @Override
  public Integer call() {
    try (RunbookMemory nothing = RunbookMemory.builder(new ExactMemoryStore()).build()) {
      List<ToolContract> contracts = nothing.tools().stream().map(Tool::contract).toList();
      if (form != null) {
        output.line(form.write(contracts));
      } else if (output.json()) {
        output.print(json(contracts));
      } else {
        contracts.forEach(this::print);
      }
      return ExitStatus.OK;
    }
  }

  private void print(ToolContract contract) {
    output.line(contract.name() + "  (" + words(contract) + ")");
    output.line("  " + contract.description());
  }

  private static String words(ToolContract contract) {
    return "%s, %s cost, %d s"
        .formatted(
            contract.effect().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            contract.cost().name().toLowerCase(Locale.ROOT),
            contract.timeout().toSeconds());
  }

  private static ArrayNode json(List<ToolContract> contracts) {
    ArrayNode array = Output.array();
    for (ToolContract contract : contracts) {
      array
          .addObject()
          .put("name", contract.name())
          .put("description", contract.description())
          .put("effect", contract.effect().name().toLowerCase(Locale.ROOT))
          .put("idempotent", contract.idempotent())
          .put("cost", contract.cost().name().toLowerCase(Locale.ROOT))
          .put("timeout", contract.timeout().toString())
          .put("inputSchema", contract.inputSchema().text())
          .put("outputSchema", contract.outputSchema().text());
    }
    return array;
  }
}
