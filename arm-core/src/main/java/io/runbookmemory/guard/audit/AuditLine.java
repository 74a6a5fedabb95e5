package io.runbookmemory.guard.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.key.Sha256;
import io.runbookmemory.tool.json.JsonText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

/**
 * A link as a line of JSON, whose last field is the hash of all text before it. The text itself is
 * hashed, not what it means: there is one way to write a link, and one byte changed shows.
 *
 * @param entry the link
 * @param text its line
 */
record AuditLine(AuditEntry entry, String text) {

  static final String FIRST_PREVIOUS = "0".repeat(64);

  private static final int VERSION = 1;
  private static final String HASH = ",\"hash\":\"";
  private static final String END = "\"}";

  static AuditLine of(String writer, long sequence, AuditEvent event, String previous) {
    String body = body(writer, sequence, event, previous);
    String hash = Sha256.of(body);
    return new AuditLine(
        new AuditEntry(writer, sequence, event, previous, hash), body + HASH + hash + END);
  }

  /** Returns the line up to the hash, without the brace that ends it. */
  private static String body(String writer, long sequence, AuditEvent event, String previous) {
    ObjectNode node =
        JsonText.object()
            .put("v", VERSION)
            .put("writer", writer)
            .put("seq", sequence)
            .put("at", event.at().toString())
            .put("call", event.callId())
            .put("caller", event.caller())
            .put("role", event.role())
            .put("scope", event.scope())
            .put("tool", event.tool())
            .put("arguments", event.arguments())
            .put("decision", event.decision().name().toLowerCase(Locale.ROOT))
            .put("detail", event.detail())
            .put("result", event.resultDigest())
            .put("micros", event.micros())
            .put("prev", previous);
    String json = JsonText.write(node);
    return json.substring(0, json.length() - 1);
  }

  /**
   * Reads a line.
   *
   * @throws InvalidInputException if it is no link, or its hash is not that of its text
   */
  static AuditEntry read(String line) {
    int end = line.lastIndexOf(HASH);
    if (end < 0 || !line.endsWith(END)) {
      throw new InvalidInputException("", "is no audit entry: it does not end with its hash");
    }
    String hash = line.substring(end + HASH.length(), line.length() - END.length());
    if (!hash.equals(Sha256.of(line.substring(0, end)))) {
      throw new InvalidInputException("hash", "is not that of the entry's text: it was altered");
    }
    return entry(JsonText.readObject(line), hash);
  }

  private static AuditEntry entry(ObjectNode node, String hash) {
    if (node.path("v").asInt() != VERSION) {
      throw new InvalidInputException(
          "v", "must be " + VERSION + ", got " + node.path("v") + ": written by a newer release");
    }
    try {
      AuditEvent event =
          new AuditEvent(
              Instant.parse(text(node, "at")),
              text(node, "call"),
              text(node, "caller"),
              node.path("role").textValue(),
              text(node, "scope"),
              text(node, "tool"),
              text(node, "arguments"),
              AuditDecision.valueOf(text(node, "decision").toUpperCase(Locale.ROOT)),
              text(node, "detail"),
              node.path("result").textValue(),
              node.path("micros").isNumber() ? node.path("micros").longValue() : null);
      return new AuditEntry(
          text(node, "writer"), node.path("seq").asLong(), event, text(node, "prev"), hash);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new InvalidInputException("", "is no audit entry: " + e.getMessage());
    }
  }

  private static String text(ObjectNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new InvalidInputException(field, "must be a text, got " + JsonText.kind(value));
    }
    return value.textValue();
  }
}
