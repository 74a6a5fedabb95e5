package io.runbookmemory.examples.remedy.action;

/**
 * What is acted on, one remedy at a time.
 *
 * @param cluster what the configuration calls it
 * @param namespace empty where the thing has none, such as a node
 * @param name its own
 */
record Target(String cluster, String namespace, String name) {

  @Override
  public String toString() {
    return cluster + "/" + namespace + "/" + name;
  }
}
