package io.runbookmemory.connectors.wiki;

import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A Confluence as tools. */
final class ConfluenceTools {

  private ConfluenceTools() {}

  record Page(@Described("the page's address, as a browser shows it") URI url) {}

  static List<Tool> of(ConfluenceClient client) {
    return List.of(
        RecordTool.builder(
                "open_confluence",
                "Opens a page of Confluence as Markdown.",
                Page.class,
                WikiPage.class)
            .effect(ToolEffect.READ_ONLY)
            .cost(CostTier.LOW)
            .timeout(Duration.ofSeconds(20))
            .build((page, call) -> client.within(call.timeout()).open(page.url())));
  }
}
