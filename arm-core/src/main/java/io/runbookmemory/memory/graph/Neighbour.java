package io.runbookmemory.memory.graph;

import java.util.List;

/**
 * A service near another one in a graph.
 *
 * @param service its name
 * @param hops how many steps away it is, at least 1
 * @param path the arrows in between, the first one touching the service that was asked about
 */
public record Neighbour(String service, int hops, List<Dependency> path) {

  /** Copies the list. */
  public Neighbour {
    path = List.copyOf(path);
  }
}
