package io.runbookmemory.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import io.runbookmemory.tool.json.JsonText;
import io.runbookmemory.tool.record.RecordJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the journal as an entry of the ledger; docs/formats/journal.md. An entry is named by
 * what it says, so that what is written twice stands there once.
 */
final class JournalCodec {

  static final LedgerStream STREAM = new LedgerStream("incidents");

  /** Ends of alerts that were told before their beginnings; the subject is their episode. */
  static final LedgerStream EARLY = new LedgerStream("early-ends");

  private static final int VERSION = 1;

  /** Fields that hold identities and times rather than words. */
  private static final Set<String> STRUCTURE =
      Set.of(
          "id",
          "fingerprint",
          "memory",
          "from",
          "to",
          "peak_at",
          "deployment",
          "deployed_at",
          "until");

  /** An event's kind and its form. */
  private record Form<E extends Record & JournalEvent>(
      String kind, Class<E> type, RecordJson<E> json) {

    static <E extends Record & JournalEvent> Form<E> of(Class<E> type) {
      String kind =
          type.getSimpleName().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
      return new Form<>(kind, type, RecordJson.of(type));
    }

    String write(JournalEvent event) {
      return json.write(Objects.requireNonNull(type.cast(event)));
    }
  }

  private static final Map<String, Form<?>> BY_KIND = new LinkedHashMap<>();
  private static final Map<Class<?>, Form<?>> BY_TYPE = new LinkedHashMap<>();

  static {
    add(Form.of(JournalEvent.Opened.class));
    add(Form.of(JournalEvent.Alerted.class));
    add(Form.of(JournalEvent.AlertEnded.class));
    add(Form.of(JournalEvent.Detected.class));
    add(Form.of(JournalEvent.Acknowledged.class));
    add(Form.of(JournalEvent.Noted.class));
    add(Form.of(JournalEvent.Acted.class));
    add(Form.of(JournalEvent.Recalled.class));
    add(Form.of(JournalEvent.Judged.class));
    add(Form.of(JournalEvent.Watched.class));
    add(Form.of(JournalEvent.Measured.class));
    add(Form.of(JournalEvent.Mitigated.class));
    add(Form.of(JournalEvent.CauseFound.class));
    add(Form.of(JournalEvent.Resolved.class));
    add(Form.of(JournalEvent.Reopened.class));
    add(Form.of(JournalEvent.Abandoned.class));
    add(Form.of(JournalEvent.FollowUp.class));
  }

  private final Redactor redactor;

  JournalCodec(Redactor redactor) {
    this.redactor = redactor;
  }

  private static void add(Form<?> form) {
    BY_KIND.put(form.kind(), form);
    BY_TYPE.put(form.type(), form);
  }

  /** Returns the entry, named by all that it says. */
  LedgerEntry write(MemoryId incident, JournalEvent event, Instant at, String by) {
    return write(incident, event, at, by, null);
  }

  /** Returns the entry; with a key it is named by that, whatever else it says. */
  LedgerEntry write(
      MemoryId incident, JournalEvent event, Instant at, String by, @Nullable String key) {
    if (by.isBlank()) {
      throw new IllegalArgumentException("an entry must be by somebody or something, got a blank");
    }
    Form<?> form = BY_TYPE.get(event.getClass());
    if (form == null) {
      throw new IllegalArgumentException("what this release does not know cannot be written");
    }
    ObjectNode body = JsonText.object().put("v", VERSION).put("by", by);
    body.set("event", redacted(JsonText.readObject(form.write(event)), redactor.together()));
    String json = JsonText.write(body);
    String name = key != null ? key : at + "\n" + form.kind() + "\n" + json;
    UUID id = MemoryId.named("journal " + incident, name).value();
    return new LedgerEntry(id, STREAM, form.kind(), at, incident.toString(), json);
  }

  private static JsonNode redacted(JsonNode node, Redactor together) {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(together.redact(text.textValue()));
      case ArrayNode array -> {
        ArrayNode clean = JsonText.array();
        array.forEach(item -> clean.add(redacted(item, together)));
        yield clean;
      }
      case ObjectNode object -> {
        ObjectNode clean = JsonText.object();
        object
            .properties()
            .forEach(
                field ->
                    clean.set(
                        field.getKey(),
                        STRUCTURE.contains(field.getKey())
                            ? field.getValue()
                            : redacted(field.getValue(), together)));
        yield clean;
      }
      default -> node;
    };
  }

  /** Returns an entry as one that waits for its beginning. */
  static LedgerEntry early(LedgerEntry end) {
    return new LedgerEntry(
        end.id(), EARLY, end.kind(), end.at(), Objects.requireNonNull(end.subject()), end.body());
  }

  /** Returns the line that an entry holds. */
  static JournalEntry read(PostedEntry posted) {
    LedgerEntry entry = posted.entry();
    ObjectNode body = JsonText.readObject(entry.body());
    Form<?> form = BY_KIND.get(entry.kind());
    JournalEvent event = form == null ? unknown(entry) : read(form, body.path("event"), entry);
    MemoryId incident = MemoryId.parse(Objects.requireNonNull(entry.subject()));
    return new JournalEntry(
        posted.position(), incident, entry.at(), body.path("by").asText("?"), event);
  }

  private static JournalEvent read(Form<?> form, JsonNode event, LedgerEntry entry) {
    try {
      return form.json().read(JsonText.write(event));
    } catch (InvalidInputException e) {
      // One entry that a newer release wrote otherwise must not hide all the others.
      return unknown(entry);
    }
  }

  private static JournalEvent unknown(LedgerEntry entry) {
    return new JournalEvent.Unknown(entry.kind());
  }
}
