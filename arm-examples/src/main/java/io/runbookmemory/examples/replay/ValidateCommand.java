package io.runbookmemory.examples.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.evaluation.IncidentFiles;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.replay.incident.IncidentProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code arm replay validate}. */
@Command(
    name = "validate",
    description = {
      "Say everything that is wrong with the files of incidents: file, line, path and rule.",
      "Exit code 1 if anything is."
    })
final class ValidateCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "1..*",
      description = "JSON files, and folders of them.")
  private List<Path> paths = List.of();

  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    IncidentFiles read = IncidentFiles.read(paths);
    if (output.json()) {
      output.print(json(read));
    } else {
      read.problems().forEach(problem -> output.line(problem.toString()));
      output.line(
          read.incidents().size() + " incidents read, " + read.problems().size() + " faults");
    }
    return read.problems().isEmpty() ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }

  private static ObjectNode json(IncidentFiles read) {
    ObjectNode node = Output.object().put("incidents", read.incidents().size());
    ArrayNode faults = node.putArray("faults");
    for (IncidentProblem problem : read.problems()) {
      faults
          .addObject()
          .put("file", problem.file())
          .put("line", problem.line())
          .put("path", problem.path())
          .put("rule", problem.rule());
    }
    return node;
  }
}
