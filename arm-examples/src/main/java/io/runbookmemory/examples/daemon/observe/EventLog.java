package io.runbookmemory.examples.daemon.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;

/**
 * What happens, one JSON object a line: {@code at}, {@code event}, and what belongs to it, such as
 * the id of the {@code incident}. No line break of a label gets out. Thread-safe.
 */
public final class EventLog {

  private static final ObjectMapper JSON = new JsonMapper();

  private final PrintWriter out;
  private final InstantSource clock;

  public EventLog(PrintWriter out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  /** Writes a line; it is there when this returns. What is empty is left out. */
  public void write(String event, Map<String, String> fields) {
    ObjectNode line = JSON.createObjectNode();
    line.put("at", clock.instant().toString()).put("event", event);
    fields.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            line.put(name, value);
          }
        });
    String text;
    try {
      text = JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("texts are written as JSON without a fault", e);
    }
    synchronized (out) {
      out.println(text);
      out.flush();
    }
  }
}
