package shop.harbor;

import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.util.Optional;

/** Where Harbor's services run. */
public interface Cluster {

  /** Restarts the pods of a service, and returns how many there were. */
  int restart(String service);

  /** What the assistant may ask for of it. */
  record Restart(@Described("service whose pods restart") String service) {}

  /** What became of that. */
  record Restarted(int pods) {}

  /** Returns a tool of our own: it destroys, so that a second person has to agree. */
  static Tool tool(Cluster cluster) {
    return RecordTool.builder(
            "restart_pods", "Restarts a service's pods.", Restart.class, Restarted.class)
        .effect(ToolEffect.DESTRUCTIVE)
        .build((asked, invocation) -> Optional.of(new Restarted(cluster.restart(asked.service()))));
  }
}
