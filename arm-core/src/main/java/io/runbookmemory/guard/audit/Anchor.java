package io.runbookmemory.guard.audit;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.key.SigningKey;
import java.util.List;

/** How far a chain had come, signed: {@code v1 SEQUENCE HASH SIGNATURE}. */
record Anchor(long sequence, String hash) {

  private static final String VERSION = "v1";

  String signed(String writer, SigningKey key) {
    return String.join(" ", VERSION, Long.toString(sequence), hash, key.sign(signedText(writer)));
  }

  /** What is signed begins with its purpose, so that it can be taken for nothing else. */
  private String signedText(String writer) {
    return "arm-audit-anchor\n" + writer + "\n" + sequence + "\n" + hash;
  }

  /**
   * Reads an anchor.
   *
   * @throws InvalidInputException if it is none, or was not signed with the key for this writer
   */
  static Anchor read(String line, String writer, SigningKey key) {
    List<String> parts = List.of(line.strip().split(" ", -1));
    if (parts.size() != 4
        || !parts.get(0).equals(VERSION)
        || !parts.get(1).matches("[1-9][0-9]{0,17}")) {
      throw new InvalidInputException("", "is no anchor of an audit chain");
    }
    Anchor anchor = new Anchor(Long.parseLong(parts.get(1)), parts.get(2));
    if (!key.signed(anchor.signedText(writer), parts.get(3))) {
      throw new InvalidInputException(
          "", "is not signed with this key: it was forged, or the key is another");
    }
    return anchor;
  }
}
