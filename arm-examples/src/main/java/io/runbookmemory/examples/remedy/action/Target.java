package io.runbookmemory.examples.remedy.action;

/**
 * What is acted on, one remedy at a time.
 *
 * @param cluster what the configuration calls it, or another system that it is part of
 * @param namespace empty where the thing has none, such as a node
 * @param name its own
 */
public record Target(String cluster, String namespace, String name) {

  @Override
  public String toString() {
    return cluster + "/" + namespace + "/" + name;
  }
}
