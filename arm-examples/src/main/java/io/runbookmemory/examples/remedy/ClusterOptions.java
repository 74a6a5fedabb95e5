package io.runbookmemory.examples.remedy;

import io.runbookmemory.examples.remedy.action.Lessons;
import io.runbookmemory.examples.remedy.action.Remedies;
import io.runbookmemory.examples.remedy.action.RemedyRoom;
import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.examples.remedy.cluster.ClusterConfigReader;
import io.runbookmemory.examples.remedy.drift.DriftTools;
import io.runbookmemory.examples.remedy.later.FollowUps;
import io.runbookmemory.examples.remedy.turn.Turns;
import io.runbookmemory.examples.remedy.turn.Waiting;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.tool.Tool;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which cluster, and what may be done there. */
final class ClusterOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "remedy.yaml",
      description = "Which cluster, and what may be done there (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("remedy.yaml");

  Cluster open() {
    return Cluster.open(ClusterConfigReader.read(file));
  }

  static RemedyRoom room(Cluster cluster, LedgerStore ledgers, Tenant tenant, Lessons lessons) {
    InstantSource clock = InstantSource.system();
    String owner = "arm-" + ProcessHandle.current().pid();
    Turns turns = new Turns(ledgers, tenant, owner, clock, Waiting.SLEEP);
    FollowUps later = new FollowUps(ledgers.ledger(tenant), turns, clock);
    return new RemedyRoom(cluster, turns, later, lessons, clock, Waiting.SLEEP);
  }

  static List<Tool> tools(RemedyRoom room) {
    List<Tool> tools = new ArrayList<>(Remedies.tools(room));
    tools.addAll(DriftTools.of(room.cluster()));
    return tools;
  }
}
