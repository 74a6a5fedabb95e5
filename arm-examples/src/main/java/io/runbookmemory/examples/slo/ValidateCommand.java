package io.runbookmemory.examples.slo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.slo.SloFile;
import io.runbookmemory.connectors.slo.SloFiles;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.slo.Slo;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code arm slo validate}: what is read of files of objectives, and what is not. */
@Command(
    name = "validate",
    description = {
      "Read files of objectives and print what is understood, what is left out, and what is wrong.",
      "Exit code 1 if a file is refused."
    })
final class ValidateCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "OpenSLO v1, Sloth, Pyrra, or the JSON of a Grafana dashboard.")
  private List<Path> files = List.of();

  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    boolean sound = true;
    ArrayNode all = Output.array();
    for (Path file : files) {
      ObjectNode node = all.addObject().put("file", file.toString());
      try {
        read(SloFiles.read(file), file, node);
      } catch (ArmException e) {
        sound = false;
        node.put("refused", e.getMessage());
        say(String.valueOf(e.getMessage()));
      }
    }
    if (output.json()) {
      output.print(all);
    }
    return sound ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }

  private void read(SloFile read, Path file, ObjectNode node) {
    String format = read.format().name().toLowerCase(Locale.ROOT);
    node.put("format", format);
    ArrayNode slos = node.putArray("slos");
    for (Slo slo : read.slos()) {
      slos.addObject()
          .put("name", slo.name())
          .put("service", slo.service())
          .put("objective", slo.objective())
          .put("queries", slo.totalQuery().isPresent());
      say(file + ": " + format + ": " + slo);
    }
    ArrayNode notes = node.putArray("notes");
    for (String note : read.notes()) {
      notes.add(note);
      say(note);
    }
  }

  private void say(String line) {
    if (!output.json()) {
      output.line(line);
    }
  }
}
