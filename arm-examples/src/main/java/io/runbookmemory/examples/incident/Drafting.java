package io.runbookmemory.examples.incident;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.learn.draft.Drafted;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Learns from an incident of the journal: drafts what it taught, and tells of it. */
public final class Drafting {

  private final StoreOptions store;
  private final DataOutput output;

  public Drafting(StoreOptions store, DataOutput output) {
    this.store = store;
    this.output = output;
  }

  public List<Drafted> write(JournalIncident incident, Instant at) {
    try (var open = store.openWithModel();
        LedgerStore ledgers = store.openLedgers();
        RunbookMemory memory = open.keptIn(ledgers)) {
      return memory.journal().draft(incident.id(), at);
    }
  }

  public void tell(List<Drafted> drafted) {
    List<Drafted> waiting = drafted.stream().filter(one -> one.how().waits()).toList();
    if (!waiting.isEmpty()) {
      String id = waiting.getLast().draft().id().toString();
      output.line(
          (waiting.size() == 1 ? "1 draft waits: " : waiting.size() + " drafts wait: ")
              + "arm drafts show "
              + id);
    }
    for (Drafted one : drafted) {
      String why = one.reason() == null ? "" : ": " + one.reason();
      output.line("  " + word(one) + "  " + what(one.draft()) + why);
      if (one.how().waits()) {
        output.line("    " + one.draft().id());
      }
    }
  }

  public static ArrayNode json(List<Drafted> drafted) {
    ArrayNode array = Output.array();
    for (Drafted one : drafted) {
      ObjectNode node = array.addObject().put("id", one.draft().id().toString());
      node.put("how", word(one)).put("waits", one.how().waits());
      node.put("kind", one.draft().content().kind()).put("title", one.draft().title());
      if (one.reason() != null) {
        node.put("reason", one.reason());
      }
    }
    return array;
  }

  /** Says what a draft would be, such as {@code update of runbook "Pool exhausted"}. */
  public static String what(Memory draft) {
    boolean update = draft.links().stream().anyMatch(link -> link.type().equals(Link.UPDATES));
    return (update ? "update of " : "") + draft.content().kind() + " \"" + draft.title() + "\"";
  }

  private static String word(Drafted one) {
    return one.how().name().toLowerCase(Locale.ROOT);
  }
}
