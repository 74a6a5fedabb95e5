package io.runbookmemory.examples.daemon.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.error.InvalidInputException;

/** The JSON that stands in a field of a form. */
final class Payload {

  /** Blocks of a message lie as deep. */
  private static final int DEEPEST = 40;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
              .build());

  private Payload() {}

  static JsonNode of(String text) {
    try {
      JsonNode read = JSON.readTree(text);
      if (read != null && read.isObject()) {
        return read;
      }
    } catch (JsonProcessingException e) {
      throw new InvalidInputException("payload", "must be JSON: " + e.getOriginalMessage());
    }
    throw new InvalidInputException("payload", "must be a JSON object");
  }
}
