package io.runbookmemory.examples.daemon.api.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.memory.MemoryId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Pages of lists: {@code items}, and {@code next} where there are more. */
public final class Page {

  /** The parameters of all of them. */
  public static final List<Parameter> PARAMETERS =
      List.of(
          Parameter.query("pageSize", Parameter.Kind.COUNT, "The most to return; 50."),
          Parameter.query("cursor", Parameter.Kind.ID, "What next said."));

  private Page() {}

  /** Returns a route's parameters with those of pages. */
  public static Parameter[] and(Parameter... own) {
    Parameter[] all = new Parameter[own.length + PARAMETERS.size()];
    System.arraycopy(own, 0, all, 0, own.length);
    for (int i = 0; i < PARAMETERS.size(); i++) {
      all[own.length + i] = PARAMETERS.get(i);
    }
    return all;
  }

  /**
   * Cuts a page out of a list that is at hand.
   *
   * @param id of one, which the cursor is
   */
  public static <T> Reply of(
      List<T> all, Call call, Function<T, MemoryId> id, Function<T, JsonNode> view) {
    Optional<MemoryId> cursor = call.cursor();
    int from = 0;
    if (cursor.isPresent()) {
      from = all.stream().map(id).toList().indexOf(cursor.get()) + 1;
      if (from == 0) {
        throw new InvalidInputException(
            "cursor", "must be what next said; that is not there any more");
      }
    }
    int to = Math.min(all.size(), from + call.pageSize());
    return of(all.subList(from, to), to < all.size(), id, view);
  }

  /** Returns a page that was cut already. */
  public static <T> Reply of(
      List<T> page, boolean more, Function<T, MemoryId> id, Function<T, JsonNode> view) {
    ObjectNode node = Output.object();
    ArrayNode items = node.putArray("items");
    page.forEach(one -> items.add(view.apply(one)));
    if (more) {
      node.put("next", id.apply(page.getLast()).toString());
    }
    return Reply.json(200, node);
  }
}
