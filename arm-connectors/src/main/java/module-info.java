/**
 * Readers of what a team already has: service level objectives and the counts of its services. One
 * package a format; whatever is wrong in a file is refused with file and line.
 */
@org.jspecify.annotations.NullMarked
module io.runbookmemory.connectors {
  requires transitive io.runbookmemory.core;
  requires org.snakeyaml.engine;
  requires static transitive org.jspecify;

  exports io.runbookmemory.connectors.openslo;
  exports io.runbookmemory.connectors.sli;
}
