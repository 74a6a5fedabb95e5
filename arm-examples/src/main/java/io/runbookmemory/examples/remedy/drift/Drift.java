package io.runbookmemory.examples.remedy.drift;

import java.util.List;

/**
 * What is not as declared.
 *
 * @param declaredBy what says how it should be
 * @param compared how many objects were
 * @param missing those that are not there
 * @param differing the fields that differ, by object, without any value
 */
record Drift(String declaredBy, int compared, List<String> missing, List<Differing> differing) {

  /**
   * An object that differs.
   *
   * @param object kind, namespace and name
   * @param fields paths
   */
  record Differing(String object, List<String> fields) {}
}
