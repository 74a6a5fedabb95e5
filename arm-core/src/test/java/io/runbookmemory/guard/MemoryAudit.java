package io.runbookmemory.guard;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.guard.audit.AuditAnchors;
import io.runbookmemory.guard.audit.AuditEntry;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.audit.AuditReport;
import io.runbookmemory.guard.audit.AuditSink;
import io.runbookmemory.guard.audit.AuditVerifier;
import io.runbookmemory.guard.key.SigningKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** An audit log in the test's memory, which can be made to fail. */
final class MemoryAudit implements AuditSink, AuditAnchors {

  private final SigningKey key = SigningKey.random();
  private final List<String> lines = new ArrayList<>();
  private final Map<String, String> anchors = new HashMap<>();
  private int writes = Integer.MAX_VALUE;

  /** Lets so many more entries through, and no others. */
  void failAfter(int more) {
    writes = more;
  }

  AuditLog log() {
    return AuditLog.open(this, this, key, "test");
  }

  AuditReport report() {
    return new AuditVerifier(this, this, key).verify(List.of());
  }

  List<AuditEntry> entries() {
    List<AuditEntry> entries = new ArrayList<>();
    new AuditVerifier(this, this, key).verify(List.of(), entries::add);
    return entries;
  }

  String text() {
    return String.join("\n", lines);
  }

  @Override
  public List<String> writers() {
    return lines.isEmpty() ? List.of() : List.of("test");
  }

  @Override
  public Optional<String> last(String writer) {
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast());
  }

  @Override
  public void append(String writer, String line) {
    if (writes-- <= 0) {
      throw new UnavailableException("audit", "no space left on device");
    }
    lines.add(line);
  }

  @Override
  public void lines(String writer, Consumer<String> reader) {
    lines.forEach(reader);
  }

  @Override
  public Optional<String> anchor(String writer) {
    return Optional.ofNullable(anchors.get(writer));
  }

  @Override
  public void anchor(String writer, String anchor) {
    anchors.put(writer, anchor);
  }
}
