package io.runbookmemory.examples.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.ingest.Ingested;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.remember.Remembered;
import java.util.List;
import java.util.Locale;

/** What became of documents, for people and as JSON. */
public final class IngestionView {

  /** How many of those that were left out are named to people. */
  private static final int SHOWN = 10;

  private IngestionView() {}

  private static void tellForgotten(DataOutput output, List<Remembered.Forgotten> forgotten) {
    output.line(
        String.format(
            Locale.ROOT,
            "%d left out because they were forgotten; bring one back with: arm memory revive ID",
            forgotten.size()));
    for (Remembered.Forgotten one : forgotten.subList(0, Math.min(SHOWN, forgotten.size()))) {
      output.line("  " + one.id() + "  forgotten at " + one.at());
    }
    if (forgotten.size() > SHOWN) {
      output.line("  and more: --json names them all");
    }
  }

  private static void tellIncomplete(DataOutput output, List<Ingested.Read> incomplete) {
    for (Ingested.Read one : incomplete.subList(0, Math.min(SHOWN, incomplete.size()))) {
      output.line("  " + one.place() + ": not found: " + String.join(", ", one.missing()));
    }
    if (incomplete.size() > SHOWN) {
      output.line("  and " + (incomplete.size() - SHOWN) + " more pages: --json names them all");
    }
  }

  /**
   * Prints what became of the documents.
   *
   * @param unchanged how many of the same source are as they were
   */
  public static void report(DataOutput output, Ingestion done, long unchanged) {
    if (output.json()) {
      ObjectNode node = Output.object();
      node.put("added", done.added()).put("updated", done.updated());
      node.put("unchanged", unchanged);
      ArrayNode forgotten = node.putArray("forgotten");
      for (Remembered.Forgotten one : done.forgotten()) {
        forgotten.addObject().put("id", one.id().toString()).put("at", one.at().toString());
      }
      ArrayNode rejected = node.putArray("rejected");
      for (Ingested.Refused one : done.refused()) {
        rejected.addObject().put("place", one.place()).put("reason", one.reason());
      }
      ArrayNode incomplete = node.putArray("incomplete");
      for (Ingested.Read one : done.incomplete()) {
        ArrayNode missing = incomplete.addObject().put("place", one.place()).putArray("missing");
        one.missing().forEach(missing::add);
      }
      output.print(node);
    } else {
      output.line(
          String.format(
              Locale.ROOT,
              "%d added, %d updated, %d unchanged, %d rejected",
              done.added(),
              done.updated(),
              unchanged,
              done.refused().size()));
      tellIncomplete(output, done.incomplete());
      if (!done.forgotten().isEmpty()) {
        tellForgotten(output, done.forgotten());
      }
    }
  }
}
