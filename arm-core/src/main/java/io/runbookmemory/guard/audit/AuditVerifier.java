package io.runbookmemory.guard.audit;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.key.SigningKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks through chains for what was altered, removed or put in another order. Reads each once, and
 * keeps of it only the calls that are not ended. Thread-safe.
 */
public final class AuditVerifier {

  private final AuditSink sink;
  private final AuditAnchors anchors;
  private final SigningKey key;

  /**
   * Creates a verifier.
   *
   * @param sink where the chains are kept
   * @param anchors where their heads are signed for
   * @param key what they were signed with
   */
  public AuditVerifier(AuditSink sink, AuditAnchors anchors, SigningKey key) {
    this.sink = sink;
    this.anchors = anchors;
    this.key = key;
  }

  /**
   * Looks through all chains that there are, and those that should be.
   *
   * @param expected writers that must have a chain; one that is gone as a whole leaves no trace
   *     else
   * @return what was found
   */
  public AuditReport verify(Collection<String> expected) {
    return verify(expected, entry -> {});
  }

  /**
   * Looks through all chains, and hands on the good entries.
   *
   * @param expected writers that must have a chain
   * @param reader is given each entry that is as it was written
   * @return what was found
   */
  public AuditReport verify(Collection<String> expected, Consumer<AuditEntry> reader) {
    TreeSet<String> writers = new TreeSet<>(sink.writers());
    writers.addAll(expected);
    Calls calls = new Calls();
    Map<String, Long> entries = new TreeMap<>();
    List<AuditFinding> findings = new ArrayList<>();
    for (String writer : writers) {
      Chain chain = new Chain(writer, findings, calls.andThen(reader));
      sink.lines(writer, chain::read);
      chain.end(anchors.anchor(writer));
      entries.put(writer, chain.good);
    }
    return new AuditReport(entries, findings, calls.unfinished(), calls.unexplained());
  }

  /** The calls that something is still due of. */
  private static final class Calls implements Consumer<AuditEntry> {

    private final Map<String, AuditEntry> begun = new LinkedHashMap<>();
    private final Map<String, AuditEntry> brokeGlass = new LinkedHashMap<>();

    @Override
    public void accept(AuditEntry entry) {
      String call = entry.event().callId();
      AuditDecision decision = entry.event().decision();
      if (decision.opens()) {
        begun.put(call, entry);
      } else {
        begun.remove(call);
      }
      if (decision == AuditDecision.BROKE_GLASS) {
        brokeGlass.put(call, entry);
      } else if (decision == AuditDecision.ANNOTATED) {
        brokeGlass.remove(call);
      }
    }

    List<AuditEntry> unfinished() {
      return List.copyOf(begun.values());
    }

    List<AuditEntry> unexplained() {
      return List.copyOf(brokeGlass.values());
    }
  }

  /** One chain, line by line. */
  private final class Chain {

    private final String writer;
    private final List<AuditFinding> findings;
    private final Consumer<AuditEntry> reader;
    private long line;
    private long good;
    private long lastSequence;
    private String head = AuditLine.FIRST_PREVIOUS;

    /** The hash of the entry that the anchor speaks of, once it was read. */
    private @Nullable String signedFor;

    private final @Nullable Anchor anchor;

    Chain(String writer, List<AuditFinding> findings, Consumer<AuditEntry> reader) {
      this.writer = writer;
      this.findings = findings;
      this.reader = reader;
      this.anchor = signed();
    }

    private @Nullable Anchor signed() {
      try {
        Optional<String> text = anchors.anchor(writer);
        return text.isEmpty() ? null : Anchor.read(text.get(), writer, key);
      } catch (InvalidInputException e) {
        return null;
      }
    }

    void read(String text) {
      line++;
      AuditEntry entry;
      try {
        entry = AuditLine.read(text);
      } catch (InvalidInputException e) {
        find(AuditFinding.Fault.ALTERED, e.rule());
        // What comes next hangs on a hash that is not known: it is taken at its word once.
        head = "";
        lastSequence++;
        return;
      }
      place(entry);
      good++;
      lastSequence = entry.sequence();
      head = entry.hash();
      if (anchor != null && anchor.sequence() == entry.sequence()) {
        signedFor = entry.hash();
      }
      reader.accept(entry);
    }

    private void place(AuditEntry entry) {
      if (!entry.writer().equals(writer)) {
        find(AuditFinding.Fault.REORDERED, "is of the chain of " + entry.writer());
      } else if (entry.sequence() > lastSequence + 1) {
        find(
            AuditFinding.Fault.REMOVED,
            "is entry " + entry.sequence() + ", but the one before is " + lastSequence);
      } else if (entry.sequence() < lastSequence + 1) {
        find(
            AuditFinding.Fault.REORDERED,
            "is entry " + entry.sequence() + ", behind entry " + lastSequence);
      } else if (!head.isEmpty() && !entry.previous().equals(head)) {
        find(AuditFinding.Fault.ALTERED, "does not hang on the entry before it");
      }
    }

    void end(Optional<String> anchored) {
      line++;
      if (anchored.isEmpty() && line == 1) {
        find(AuditFinding.Fault.TAIL_CUT, "there is no chain of this writer");
      } else if (anchored.isEmpty()) {
        find(AuditFinding.Fault.NOT_SIGNED, "the chain has no anchor");
      } else if (anchor == null) {
        find(AuditFinding.Fault.NOT_SIGNED, "the anchor is forged, or the key is another");
      } else {
        long due = anchor.sequence();
        if (due > lastSequence) {
          find(
              AuditFinding.Fault.TAIL_CUT,
              "the chain ends at entry " + lastSequence + ", but entry " + due + " was signed for");
        } else if (signedFor != null && !signedFor.equals(anchor.hash())) {
          find(AuditFinding.Fault.ALTERED, "entry " + due + " is not the one that was signed for");
        } else if (lastSequence > due + 1) {
          find(
              AuditFinding.Fault.NOT_SIGNED,
              "the chain goes on to entry " + lastSequence + ", but was signed for up to " + due);
        }
      }
    }

    private void find(AuditFinding.Fault fault, String detail) {
      findings.add(new AuditFinding(writer, line, fault, detail));
    }
  }
}
