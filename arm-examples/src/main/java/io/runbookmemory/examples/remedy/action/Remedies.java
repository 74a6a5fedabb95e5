package io.runbookmemory.examples.remedy.action;

import io.runbookmemory.tool.Tool;
import java.util.List;

/** The remedies, to be registered with a toolbox as any tools of one's own. */
public final class Remedies {

  private Remedies() {}

  /** Returns a tool for each. */
  public static List<Tool> tools(RemedyRoom room) {
    return List.of(
        new RemedyTool<>(new RestartPod(room), room),
        new RemedyTool<>(new ScaleUp(room), room),
        new RemedyTool<>(new ClearTemporaryFiles(room), room),
        new RemedyTool<>(new UndoRollout(room), room),
        new RemedyTool<>(new DrainNode(room), room),
        new RemedyTool<>(new RefreshSecret(room), room),
        new RemedyTool<>(new TurnFlagOff(room), room),
        new RemedyTool<>(new RetrySync(room), room));
  }
}
