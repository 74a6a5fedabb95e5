package io.runbookmemory.examples.command;

import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.GraphView;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.graph.LiveServiceGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm memory graph}: what depends on what. */
@Command(
    name = "graph",
    description = {
      "Print what a service depends on and what depends on it, or all dependencies.",
      "They come from remembered resource facts: see arm ingest."
    })
final class GraphCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "By any of its names (default: every dependency).")
  private @Nullable String service;

  @Option(
      names = "--hops",
      paramLabel = "N",
      defaultValue = "2",
      description = "How far to go (default: ${DEFAULT-VALUE}).")
  private int hops = 2;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    if (hops < 1) {
      throw output.usage("--hops must be at least 1, got " + hops);
    }
    ServiceGraph graph;
    try (MemoryStore open = store.openToRead()) {
      graph = new LiveServiceGraph(open.reader(store.tenant()), Duration.ZERO).graph(Instant.now());
    }
    GraphView view = new GraphView(graph, output);
    if (service == null) {
      view.all();
      return graph.isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
    }
    view.of(service, hops);
    return graph.services().contains(graph.nameOf(service)) ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }
}
