package io.runbookmemory.examples.mcp;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Runbook;
import java.util.List;

/** A runbook as a client reads it: Markdown of ARM, and the runbook's own between fences. */
final class RunbookPage {

  private RunbookPage() {}

  static String of(Memory memory, Runbook runbook) {
    StringBuilder page = new StringBuilder("A runbook. ").append(Quoted.NOTICE).append("\n\n");
    fact(page, "title", memory.title());
    fact(page, "source", source(memory.provenance()));
    fact(page, "trust", trust(memory.provenance().trust()));
    if (memory.status() == MemoryStatus.SUSPECT) {
      fact(page, "doubt", "something changed that may have made it wrong: check before you act");
    }
    facts(page, "alerts", runbook.alerts());
    facts(page, "owners", runbook.owners());
    facts(page, "addresses", runbook.urls());
    return page.append('\n').append(Quoted.fenced("markdown", runbook.markdown())).toString();
  }

  private static void facts(StringBuilder page, String name, List<String> values) {
    if (!values.isEmpty()) {
      fact(page, name, String.join(", ", values));
    }
  }

  private static void fact(StringBuilder page, String name, String value) {
    page.append("- ").append(name).append(": ").append(Quoted.span(value)).append('\n');
  }

  private static String source(Provenance from) {
    return from.key() == null ? from.source() : from.source() + " " + from.key();
  }

  private static String trust(TrustTier tier) {
    return switch (tier) {
      case CURATED -> "written or approved by an owner";
      case OBSERVED -> "told by somebody on call";
      case DERIVED -> "concluded from other memories";
      case EXTERNAL -> "from outside, approved by nobody";
    };
  }
}
