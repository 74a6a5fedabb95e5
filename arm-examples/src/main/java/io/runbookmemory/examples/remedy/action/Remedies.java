package io.runbookmemory.examples.remedy.action;

import io.runbookmemory.tool.Tool;
import java.util.List;

/** The remedies as tools, to be registered with a toolbox as any tools of one's own. */
public final class Remedies {

  private Remedies() {}

  /**
   * Returns a remedy as a tool.
   *
   * @param room shared by all remedies of a daemon
   */
  public static <I extends Record & Order> Tool tool(Remedy<I> remedy, RemedyRoom room) {
    return new RemedyTool<>(remedy, room);
  }

  /** Returns a tool for each of those over a cluster. */
  public static List<Tool> tools(ClusterRoom over, RemedyRoom room) {
    return List.of(
        tool(new RestartPod(over), room),
        tool(new ScaleUp(over), room),
        tool(new ClearTemporaryFiles(over), room),
        tool(new UndoRollout(over), room),
        tool(new DrainNode(over), room),
        tool(new RefreshSecret(over), room),
        tool(new TurnFlagOff(over), room),
        tool(new RetrySync(over), room));
  }
}
