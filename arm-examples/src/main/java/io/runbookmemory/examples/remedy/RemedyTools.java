package io.runbookmemory.examples.remedy;

import io.runbookmemory.examples.remedy.action.ClusterRoom;
import io.runbookmemory.examples.remedy.action.Lessons;
import io.runbookmemory.examples.remedy.action.Remedies;
import io.runbookmemory.examples.remedy.action.RemedyRoom;
import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.examples.remedy.drift.DriftTools;
import io.runbookmemory.examples.remedy.later.FollowUps;
import io.runbookmemory.examples.remedy.turn.Turns;
import io.runbookmemory.examples.remedy.turn.Waiting;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.tool.Tool;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The tools over a cluster, as the commands and the daemon register them. */
public final class RemedyTools {

  private RemedyTools() {}

  /** Returns what all remedies run with, in a process of some tenant's. */
  public static RemedyRoom room(LedgerStore ledgers, Tenant tenant, Lessons lessons) {
    InstantSource clock = InstantSource.system();
    String owner = "arm-" + ProcessHandle.current().pid();
    Turns turns = new Turns(ledgers, tenant, owner, clock, Waiting.SLEEP);
    return new RemedyRoom(turns, lessons, clock, Waiting.SLEEP);
  }

  /** Returns what is to be put back later. */
  public static FollowUps later(LedgerStore ledgers, Tenant tenant, RemedyRoom room) {
    return new FollowUps(ledgers.ledger(tenant), room.turns(), room.clock());
  }

  /** Returns the remedies over a cluster, and the checks for drift. */
  public static List<Tool> of(Cluster cluster, FollowUps later, RemedyRoom room) {
    List<Tool> tools = new ArrayList<>();
    tools.addAll(Remedies.tools(new ClusterRoom(cluster, later, room.clock()), room));
    tools.addAll(DriftTools.of(cluster));
    return tools;
  }
}
