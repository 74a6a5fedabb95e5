package io.runbookmemory.examples.playbook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.playbook.ReadPlaybooks;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code arm playbooks validate}. */
@Command(
    name = "validate",
    description = {
      "Say everything that is wrong with playbooks, beside each other and beside the tools that"
          + " arm",
      "tools lists: file, line, field and rule. Exit code 1 if anything is."
    })
final class ValidateCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR|FILE",
      arity = "0..*",
      defaultValue = "playbooks",
      description = "YAML files, and folders of them (default: ${DEFAULT-VALUE}).")
  private List<Path> paths = List.of();

  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    ReadPlaybooks read = PlaybookTools.read(paths);
    if (output.json()) {
      ObjectNode node = Output.object().put("playbooks", read.entries().size());
      ArrayNode faults = node.putArray("faults");
      for (InvalidInputException fault : read.faults()) {
        faults.addObject().put("place", fault.subject()).put("rule", fault.rule());
      }
      output.print(node);
    } else {
      read.faults().forEach(fault -> output.line(String.valueOf(fault.getMessage())));
      output.line(read.entries().size() + " read, " + read.faults().size() + " faults");
    }
    return read.faults().isEmpty() ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }
}
