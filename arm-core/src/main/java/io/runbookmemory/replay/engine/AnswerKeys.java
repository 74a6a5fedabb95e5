package io.runbookmemory.replay.engine;

import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.replay.incident.Expectation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What an answer goes by: a digest of all that it depends on. Thread-safe. */
final class AnswerKeys {

  /** To be counted up when the way to ask or to score changes. */
  private static final String VERSION = "1";

  private final KnownHistory history;
  private final String basis;

  /** The digest of what is known, after each revision. */
  private final List<byte[]> known = new ArrayList<>();

  AnswerKeys(KnownHistory history, String basis) {
    this.history = history;
    this.basis = basis;
    byte[] last = new byte[0];
    for (int i = 0; i < history.size(); i++) {
      MessageDigest digest = sha256();
      digest.update(last);
      add(digest, history.knownAt(i).toString());
      add(digest, MemoryJson.write(history.memory(i)));
      last = digest.digest();
      known.add(last);
    }
  }

  String of(IncidentRun run) {
    MessageDigest digest = sha256();
    add(digest, VERSION);
    add(digest, basis);
    Expectation expected = run.incident.expected();
    add(digest, expected.recalls().toString());
    add(digest, expected.neverRecalls().toString());
    add(digest, String.valueOf(expected.correctAction()));
    add(digest, run.incident.actions().toString());
    for (Question question : run.questions) {
      add(digest, question.alert().toString());
      add(digest, String.valueOf(question.classification()));
    }
    Instant last = run.questions.getLast().at();
    int count = history.count(last);
    digest.update(count == 0 ? new byte[0] : known.get(count - 1));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** With its length, so that two texts are not those that are as long together. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
    digest.update((byte) ':');
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
