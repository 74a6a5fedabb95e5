package io.runbookmemory.examples.daemon.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.runbookmemory.error.InvalidInputException;
import java.io.IOException;

/** A request that came in whole. */
public final class Asked {

  /** Deeper than any message that a door takes. */
  private static final int DEEPEST = 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(100)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final byte[] body;

  Asked(byte[] body) {
    this.body = body;
  }

  /**
   * Returns the body as JSON.
   *
   * @return an object
   * @throws InvalidInputException if it is something else, or nested deeper than 20
   */
  public JsonNode json() {
    JsonNode read;
    try {
      read = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException("body", "must be JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new InvalidInputException("body", "must be JSON in UTF-8: " + e.getMessage());
    }
    if (!read.isObject()) {
      throw new InvalidInputException("body", "must be a JSON object");
    }
    return read;
  }
}
