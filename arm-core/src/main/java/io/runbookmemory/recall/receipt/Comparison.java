package io.runbookmemory.recall.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says in what two receipts differ. */
final class Comparison {

  private static final String CANDIDATES = "candidates";

  private final List<String> found = new ArrayList<>();

  List<String> compare(ObjectNode before, ObjectNode after) {
    Map<String, JsonNode> then = candidates(before);
    Map<String, JsonNode> now = candidates(after);
    now.keySet().stream()
        .filter(id -> !then.containsKey(id))
        .forEach(id -> found.add("candidate " + id + " added"));
    then.keySet().stream()
        .filter(id -> !now.containsKey(id))
        .forEach(id -> found.add("candidate " + id + " removed"));
    compareOrder(then.keySet(), now.keySet());
    then.forEach(
        (id, candidate) -> {
          if (now.containsKey(id)) {
            compareFields("candidate " + id, candidate, now.get(id));
          }
        });
    compareFields("", rest(before), rest(after));
    return found;
  }

  private static Map<String, JsonNode> candidates(ObjectNode receipt) {
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    receipt.path(CANDIDATES).forEach(one -> byId.put(one.path(Receipt.ID).asText(), one));
    return byId;
  }

  private static ObjectNode rest(ObjectNode receipt) {
    return receipt.deepCopy().without(CANDIDATES);
  }

  private void compareOrder(Set<String> then, Set<String> now) {
    List<String> before = then.stream().filter(now::contains).toList();
    List<String> after = now.stream().filter(then::contains).toList();
    if (!before.equals(after)) {
      found.add("the order of candidates changed");
    }
  }

  private void compareFields(String at, JsonNode before, JsonNode after) {
    if (before instanceof ObjectNode one && after instanceof ObjectNode other) {
      Set<String> names = new LinkedHashSet<>();
      one.fieldNames().forEachRemaining(names::add);
      other.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> compareFields(at + "/" + name, one.path(name), other.path(name)));
    } else if (!before.equals(after)) {
      found.add(at + " was " + said(before) + ", is " + said(after));
    }
  }

  private static String said(JsonNode node) {
    return node.isMissingNode() ? "absent" : node.toString();
  }
}
