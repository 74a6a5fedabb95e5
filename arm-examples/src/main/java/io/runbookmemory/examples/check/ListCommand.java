package io.runbookmemory.examples.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.demo.TemporaryFolder;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code arm checks list}. */
@Command(
    name = "list",
    description = "List the checks: name, severity, how long it must hold, and what it says.")
final class ListCommand implements Callable<Integer> {

  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder("arm-checks-")) {
      List<Check> checks = BundledChecks.unpack(folder.path()).checks();
      if (output.json()) {
        ArrayNode all = Output.array();
        checks.forEach(check -> all.add(node(check)));
        output.print(all);
      } else {
        checks.forEach(this::line);
      }
    }
    return ExitStatus.OK;
  }

  private void line(Check check) {
    for (Check.Rule rule : check.rules()) {
      output.line(
          String.format(
              Locale.ROOT,
              "%-30s %-8s %4s  %s",
              check.name(),
              rule.severity(),
              rule.lasts().orElse("0m"),
              rule.summary()));
    }
  }

  static ObjectNode node(Check check) {
    ObjectNode node = Output.object().put("name", check.name()).put("file", check.file());
    node.put("runbook", check.runbook());
    ArrayNode rules = node.putArray("rules");
    for (Check.Rule rule : check.rules()) {
      rules
          .addObject()
          .put("severity", rule.severity())
          .put("for", rule.lasts().orElse("0m"))
          .put("summary", rule.summary())
          .put("expr", rule.expression());
    }
    return node;
  }
}
