package io.runbookmemory.recall.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.recall.Recall;
import java.util.List;

/** A context as one JSON object. */
final class JsonPage implements Page {

  private static final ObjectMapper MAPPER = new JsonMapper();

  @Override
  public String write(Recall recall, List<ContextItem> items, int left) {
    ObjectNode node = MAPPER.createObjectNode().put("format", RecallContext.JSON_FORMAT);
    node.put("strength", recall.strength().name())
        .put("says", items.isEmpty() ? Page.verdictAlone(recall) : Page.verdict(recall))
        .put("notice", NOTICE);
    ArrayNode inferred = node.putArray("inferred");
    recall.route().inferred().forEach(inferred::add);
    ArrayNode degraded = node.putArray("degraded");
    recall.degraded().stream().map(Enum::name).forEach(degraded::add);
    ArrayNode array = node.putArray("items");
    items.forEach(item -> array.add(item(item)));
    return text(node.put("left", left));
  }

  private static ObjectNode item(ContextItem item) {
    var memory = item.recollection().memory();
    ObjectNode node =
        MAPPER
            .createObjectNode()
            .put("id", memory.id().toString())
            .put("kind", memory.content().kind())
            .put("relevance", item.relevance());
    item.facts().forEach(fact -> node.put(fact.name(), fact.value()));
    return node.put("external", memory.provenance().trust() == TrustTier.EXTERNAL)
        .put("title", item.title())
        .put("text", item.excerpt())
        .put("part", item.part())
        .put("shortened", item.shortened());
  }

  @Override
  public String brief(Recall recall) {
    return text(MAPPER.createObjectNode().put("says", Page.verdictAlone(recall)));
  }

  private static String text(ObjectNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be written", e);
    }
  }
}
