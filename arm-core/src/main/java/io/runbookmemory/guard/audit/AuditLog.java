package io.runbookmemory.guard.audit;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.guard.key.SigningKey;
import java.util.Optional;

/**
 * The chain of one writer: each entry holds the hash of the one before, and the head is signed
 * after each. Thread-safe; one object for each writer's name.
 */
public final class AuditLog {

  private final AuditSink sink;
  private final AuditAnchors anchors;
  private final SigningKey key;
  private final String writer;
  private long sequence;
  private String head = AuditLine.FIRST_PREVIOUS;

  private AuditLog(AuditSink sink, AuditAnchors anchors, SigningKey key, String writer) {
    this.sink = sink;
    this.anchors = anchors;
    this.key = key;
    this.writer = writer;
  }

  /**
   * Opens a chain where it ended.
   *
   * @param sink where it is kept
   * @param anchors where its head is signed for
   * @param key what it is signed with
   * @param writer its name: 1 to 64 letters, digits, {@code .}, {@code _} or {@code -}; one that
   *     stays the same from start to start, such as the daemon's, so that its end is watched over
   * @return the log
   * @throws CorruptStoreException if the last entry was altered or entries behind it are gone: then
   *     keep the chain as it is for whoever looks into it, and go on under another name
   */
  public static AuditLog open(AuditSink sink, AuditAnchors anchors, SigningKey key, String writer) {
    if (!writer.matches("[A-Za-z0-9._-]{1,64}") || writer.startsWith(".")) {
      throw new IllegalArgumentException(
          "a writer's name must be 1 to 64 letters, digits, '.', '_' or '-', got \""
              + writer
              + "\"");
    }
    AuditLog log = new AuditLog(sink, anchors, key, writer);
    log.goOn();
    return log;
  }

  private synchronized void goOn() {
    Optional<String> last = sink.last(writer);
    Optional<String> anchored = anchors.anchor(writer);
    try {
      last.map(AuditLine::read)
          .ifPresent(
              entry -> {
                sequence = entry.sequence();
                head = entry.hash();
              });
      long signed = anchored.map(one -> Anchor.read(one, writer, key).sequence()).orElse(0L);
      if (signed > sequence) {
        throw new InvalidInputException(
            "", "ends at entry " + sequence + ", and entry " + signed + " was signed for");
      }
    } catch (InvalidInputException e) {
      throw new CorruptStoreException(
          "the audit chain of " + writer,
          "the audit chain of "
              + writer
              + " cannot be gone on with: "
              + e.getMessage()
              + ". Keep it, look into it with arm audit verify, and open a log under another name",
          e);
    }
  }

  /**
   * Returns whose chain it is.
   *
   * @return its name
   */
  public String writer() {
    return writer;
  }

  /**
   * Appends an entry. When this returns, it is durable; its signature follows at once, and where
   * the process dies between the two the chain is one entry ahead of its anchor.
   *
   * @param event what happened
   * @return the entry
   * @throws UnavailableException if it could not be written, or not be signed for
   */
  public synchronized AuditEntry append(AuditEvent event) {
    AuditLine line = AuditLine.of(writer, sequence + 1, event, head);
    AuditEntry entry = line.entry();
    try {
      sink.append(writer, line.text());
      sequence = entry.sequence();
      head = entry.hash();
      anchors.anchor(writer, new Anchor(sequence, head).signed(writer, key));
      return entry;
    } catch (UnavailableException e) {
      throw e;
    } catch (ArmException e) {
      throw new UnavailableException(
          writer, "the audit log cannot be written: " + e.getMessage(), e);
    }
  }
}
