package io.runbookmemory.replay.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.tool.json.JsonText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes a comparison for machines. */
final class ComparisonJson {

  private ComparisonJson() {}

  static String of(Comparison comparison) {
    ObjectNode root =
        JsonText.object()
            .put("against", comparison.other())
            .put("run", comparison.mine())
            .put("incidents", comparison.pairs().size())
            .put("unpaired", comparison.unpaired());
    ArrayNode missed = root.putArray("newlyMissed");
    comparison.newlyMissed().forEach(pair -> missed.add(pair.mine().id()));
    ArrayNode differences = root.putArray("differences");
    for (Difference one : comparison.differences()) {
      ObjectNode node = differences.addObject();
      node.put("measure", one.measure().name()).put("n", one.n());
      if (one.n() > 0) {
        node.put("against", one.other()).put("run", one.mine());
        node.put("difference", one.difference().value());
        node.putArray("interval").add(one.difference().low()).add(one.difference().high());
      }
      node.put("reading", one.reading().name());
    }
    ArrayNode changed = root.putArray("changed");
    comparison.changed().forEach(pair -> changed(changed.addObject(), pair));
    return JsonText.pretty(root);
  }

  private static void changed(ObjectNode node, Pair pair) {
    node.put("id", pair.mine().id()).put("title", pair.mine().title());
    ArrayNode what = node.putArray("changes");
    pair.changes().forEach(change -> what.add(change.name()));
    side(node.putObject("against"), pair.other());
    side(node.putObject("run"), pair.mine());
  }

  private static void side(ObjectNode node, SavedIncident one) {
    node.put("pagedAfter", text(one.paging().after())).put("pages", one.pages());
    node.put("foldedInto", one.paging().foldedInto());
    ArrayNode right = node.putArray("right");
    one.answered().right().forEach(right::add);
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
