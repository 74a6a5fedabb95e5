package io.runbookmemory.examples.playbook;

import io.runbookmemory.memory.usage.BetaPosterior;
import io.runbookmemory.oncall.Planner;
import io.runbookmemory.oncall.playbook.Playbook;
import io.runbookmemory.oncall.playbook.PlaybookCatalog;
import io.runbookmemory.oncall.playbook.PlaybookConfidence;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which playbooks the steps of a plan may name. */
public final class PlaybookOption {

  @Option(
      names = "--playbooks",
      paramLabel = "DIR|FILE",
      description = "Playbooks that steps may name: a YAML file, or a folder of them.")
  private List<Path> paths = List.of();

  /** Returns the playbooks, checked beside the tools over memory. */
  public PlaybookCatalog catalog() {
    return PlaybookTools.read(paths).catalog(tools());
  }

  /** Returns what the tools over memory take and do. */
  public List<ToolContract> tools() {
    return PlaybookTools.contracts();
  }

  /** Returns a planner that knows the tools, and the playbooks with how often they helped. */
  public Planner planner(MemoryReader reader) {
    PlaybookCatalog catalog = catalog();
    Map<String, ToolEffect> effects = new HashMap<>();
    Map<String, BetaPosterior> outcomes = new HashMap<>();
    for (Playbook playbook : catalog.playbooks()) {
      String name = playbook.name();
      effects.put(name, catalog.effect(name));
      outcomes.put(name, PlaybookConfidence.known(reader, name, catalog.fingerprint(name)));
    }
    return Planner.builder().tools(tools()).playbooks(effects).confidence(outcomes).build();
  }
}
