package io.runbookmemory.examples.remedy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.runbookmemory.examples.remedy.action.Lessons;
import io.runbookmemory.examples.remedy.action.RemedyRoom;
import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.examples.remedy.later.FollowUps;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code arm remedy list}. */
@Command(
    name = "list",
    description = "List the remedies: name, effect, and what each does. Asks no cluster.")
final class ListCommand implements Callable<Integer> {

  @Mixin private ClusterOptions clusters = new ClusterOptions();
  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    try (Cluster cluster = clusters.open();
        ExactMemoryStore nothing = new ExactMemoryStore()) {
      ArrayNode all = Output.array();
      RemedyRoom room = RemedyTools.room(nothing, Tenant.DEFAULT, Lessons.NONE);
      FollowUps later = RemedyTools.later(nothing, Tenant.DEFAULT, room);
      for (Tool tool : RemedyTools.of(cluster, later, room)) {
        ToolContract contract = tool.contract();
        String effect = contract.effect().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (output.json()) {
          all.addObject()
              .put("name", contract.name())
              .put("effect", effect)
              .put("description", contract.description())
              .put("inputSchema", contract.inputSchema().text());
        } else {
          output.line(contract.name() + "  (" + effect + ")");
          output.line("  " + contract.description());
        }
      }
      if (output.json()) {
        output.print(all);
      }
      return ExitStatus.OK;
    }
  }
}
