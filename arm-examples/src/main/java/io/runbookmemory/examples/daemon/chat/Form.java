package io.runbookmemory.examples.daemon.chat;

import io.runbookmemory.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.MultiMap;
import org.eclipse.jetty.util.UrlEncoded;

/**
 * A body as HTML forms are sent.
 *
 * @param fields by name
 */
record Form(Map<String, String> fields) {

  static Form of(byte[] body) {
    MultiMap<String> read = new MultiMap<>();
    try {
      UrlEncoded.decodeTo(new String(body, StandardCharsets.UTF_8), read, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("body", "must be a form, percent-encoded");
    }
    Map<String, String> fields = new HashMap<>();
    for (Map.Entry<String, List<String>> one : read.entrySet()) {
      if (one.getValue().size() != 1) {
        throw new InvalidInputException("body", "must have each field once");
      }
      fields.put(one.getKey(), one.getValue().getFirst());
    }
    return new Form(Map.copyOf(fields));
  }

  String text(String name) {
    return fields.getOrDefault(name, "").strip();
  }
}
