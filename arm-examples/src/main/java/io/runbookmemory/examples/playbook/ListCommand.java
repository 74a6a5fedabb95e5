package io.runbookmemory.examples.playbook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.runbookmemory.connectors.playbook.ReadPlaybooks;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.oncall.playbook.Playbook;
import io.runbookmemory.oncall.playbook.PlaybookAction;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code arm playbooks list}. */
@Command(
    name = "list",
    description = {
      "List playbooks: name, alert, the tools they call, and where they stand.",
      "Exit code 1 if there are none, or a file is refused; arm playbooks validate says why."
    })
final class ListCommand implements Callable<Integer> {

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
    ArrayNode all = Output.array();
    for (ReadPlaybooks.Entry entry : read.entries()) {
      Playbook playbook = entry.playbook();
      List<String> tools = playbook.actions().stream().map(PlaybookAction::tool).toList();
      ArrayNode calls =
          all.addObject()
              .put("name", playbook.name())
              .put("alert", playbook.trigger().alert())
              .put("description", playbook.description())
              .put("place", entry.place())
              .putArray("tools");
      tools.forEach(calls::add);
      if (!output.json()) {
        output.line(
            playbook.name()
                + "  ("
                + playbook.trigger().alert()
                + ": "
                + String.join(", ", tools)
                + ")  "
                + entry.place());
      }
    }
    if (output.json()) {
      output.print(all);
    }
    for (InvalidInputException fault : read.faults()) {
      output.complain("arm: " + fault.getMessage());
    }
    return read.entries().isEmpty() || !read.faults().isEmpty()
        ? ExitStatus.NEGATIVE
        : ExitStatus.OK;
  }
}
