package io.runbookmemory.replay.incident;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** On which line each value of a JSON text begins, by its JSON Pointer. */
final class JsonLines {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final Map<String, Integer> lines = new HashMap<>();

  /** Reads as far as the text is JSON. */
  JsonLines(String json) {
    int line = 1;
    try (JsonParser parser = FACTORY.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        line = parser.currentTokenLocation().getLineNr();
        if (token != JsonToken.FIELD_NAME) {
          lines.putIfAbsent(parser.getParsingContext().pathAsPointer(false).toString(), line);
        }
      }
    } catch (IOException e) {
      // What is no JSON ends here; the place where it ceases to be is the whole text's.
      lines.put(
          "",
          e instanceof com.fasterxml.jackson.core.JsonProcessingException at
                  && at.getLocation() != null
              ? at.getLocation().getLineNr()
              : line);
    }
  }

  /** Returns the line of a value; of one that is missing, that of what should hold it. */
  int of(String pointer) {
    String at = pointer;
    while (!lines.containsKey(at) && !at.isEmpty()) {
      at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
    }
    return lines.getOrDefault(at, 1);
  }
}
