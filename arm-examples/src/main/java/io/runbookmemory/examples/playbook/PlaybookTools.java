package io.runbookmemory.examples.playbook;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.connectors.playbook.PlaybookReader;
import io.runbookmemory.connectors.playbook.ReadPlaybooks;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import java.nio.file.Path;
import java.util.List;

/** The tools that playbooks may call from the command line: those over memory. */
final class PlaybookTools {

  private PlaybookTools() {}

  /** Returns what they take and do, which is the same over every store. */
  static List<ToolContract> contracts() {
    try (RunbookMemory nothing = RunbookMemory.builder(new ExactMemoryStore()).build()) {
      return nothing.tools().stream().map(Tool::contract).toList();
    }
  }

  static ReadPlaybooks read(List<Path> paths) {
    return new PlaybookReader(contracts()).read(paths);
  }
}
