package io.runbookmemory.store.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.guard.audit.AuditSink;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import io.runbookmemory.tool.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Audit chains in a tenant's ledger, a chain a subject. The heads are better signed for elsewhere,
 * such as in an {@link io.runbookmemory.guard.audit.AuditFolder} of the daemon: who may delete from
 * the ledger's tables could delete its anchor too. Thread-safe.
 *
 * <p>A link's identity is that of the link it hangs on, so that of two processes which write under
 * one name the second is refused.
 */
public final class LedgerAuditSink implements AuditSink {

  private static final LedgerStream STREAM = new LedgerStream("audit");
  private static final String KIND = "audit-entry";
  private static final int PAGE = 500;

  private final Ledger ledger;

  /**
   * Creates the sink.
   *
   * @param ledger where the chains are kept, in the stream {@code audit}
   */
  public LedgerAuditSink(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public List<String> writers() {
    TreeSet<String> writers = new TreeSet<>();
    forEach(EntryFilter.of(STREAM), entry -> writers.add(subject(entry)));
    return List.copyOf(writers);
  }

  private static String subject(LedgerEntry entry) {
    return entry.subject() == null ? "" : entry.subject();
  }

  @Override
  public Optional<String> last(String writer) {
    return ledger.last(EntryFilter.of(STREAM, writer)).map(posted -> posted.entry().body());
  }

  @Override
  public void append(String writer, String line) {
    ObjectNode link = JsonText.readObject(line);
    byte[] place = (writer + "\n" + link.path("prev").asText()).getBytes(StandardCharsets.UTF_8);
    LedgerEntry entry =
        new LedgerEntry(
            UUID.nameUUIDFromBytes(place),
            STREAM,
            KIND,
            Instant.parse(link.path("at").asText()),
            writer,
            line);
    try {
      ledger.append(List.of(entry));
    } catch (IllegalArgumentException e) {
      throw new UnavailableException(
          writer,
          "the audit chain of "
              + writer
              + " is written to by another process: give each process a writer's name of its own",
          e);
    }
  }

  @Override
  public void lines(String writer, Consumer<String> reader) {
    forEach(EntryFilter.of(STREAM, writer), entry -> reader.accept(entry.body()));
  }

  private void forEach(EntryFilter filter, Consumer<LedgerEntry> reader) {
    long after = 0;
    List<PostedEntry> page;
    do {
      page = ledger.read(filter, after, PAGE);
      for (PostedEntry posted : page) {
        reader.accept(posted.entry());
        after = posted.position();
      }
    } while (page.size() == PAGE);
  }
}
