package io.runbookmemory.examples.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.memory.graph.Dependency;
import io.runbookmemory.memory.graph.Neighbour;
import io.runbookmemory.memory.graph.ServiceGraph;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;

/** A service graph, printed. */
public final class GraphView {

  private final ServiceGraph graph;
  private final DataOutput output;

  public GraphView(ServiceGraph graph, DataOutput output) {
    this.graph = graph;
    this.output = output;
  }

  /** Prints every arrow. */
  public void all() {
    if (output.json()) {
      ArrayNode array = Output.array();
      graph.dependencies().forEach(one -> array.add(json(one)));
      output.print(array);
    } else if (graph.isEmpty()) {
      output.complain(
          "arm: no dependencies are known; arm ingest reads them from Kubernetes objects, Backstage"
              + " catalogs, service-graph metrics and CSV");
    } else {
      graph.dependencies().forEach(one -> output.line(said(one)));
    }
  }

  /** Prints what is near a service. */
  public void of(String service, int hops) {
    String name = graph.nameOf(service);
    List<Neighbour> dependencies = graph.dependenciesOf(service, hops);
    List<Neighbour> dependents = graph.dependentsOf(service, hops);
    if (output.json()) {
      ObjectNode node = Output.object().put("service", name);
      ArrayNode names = node.putArray("names");
      graph.namesOf(service).forEach(names::add);
      node.set("dependencies", json(dependencies));
      node.set("dependents", json(dependents));
      output.print(node);
      return;
    }
    if (dependencies.isEmpty() && dependents.isEmpty()) {
      output.complain("arm: no dependency of " + service + " is known, nor anything that needs it");
      return;
    }
    SortedSet<String> others = graph.namesOf(service);
    others.remove(name);
    output.line(name + (others.isEmpty() ? "" : ", also called " + String.join(", ", others)));
    print("depends on", dependencies);
    print("is needed by", dependents);
  }

  private void print(String heading, List<Neighbour> neighbours) {
    output.line("  " + heading + (neighbours.isEmpty() ? " nothing that is known" : ""));
    for (Neighbour one : neighbours) {
      output.line(
          String.format(
              Locale.ROOT,
              "    %d  %-24s %s",
              one.hops(),
              one.service(),
              said(one.path().getLast())));
    }
  }

  private static String said(Dependency one) {
    return one + "  (" + String.join(", ", one.sources()) + ")";
  }

  private static ArrayNode json(List<Neighbour> neighbours) {
    ArrayNode array = Output.array();
    for (Neighbour one : neighbours) {
      ObjectNode node = array.addObject().put("service", one.service()).put("hops", one.hops());
      ArrayNode path = node.putArray("path");
      one.path().forEach(arrow -> path.add(json(arrow)));
    }
    return array;
  }

  private static ObjectNode json(Dependency one) {
    ObjectNode node = Output.object().put("from", one.from());
    node.put("relation", one.relation().words()).put("to", one.to());
    ArrayNode sources = node.putArray("sources");
    one.sources().forEach(sources::add);
    ArrayNode facts = node.putArray("facts");
    one.facts().forEach(id -> facts.add(id.toString()));
    return node;
  }
}
