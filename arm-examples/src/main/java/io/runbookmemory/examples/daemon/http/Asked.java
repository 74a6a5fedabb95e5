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
import io.runbookmemory.examples.daemon.access.Identity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request that came in whole, and was let through. */
public final class Asked {

  /** Deeper than any message that a door takes. */
  private static final int DEEPEST = 20;

  /** An empty object has two tokens, and takes fifty times its two bytes once it is read. */
  private static final ObjectMapper JSON = mapper(100_000);

  /** An alert has some sixty. */
  private static final ObjectMapper LONG_JSON = mapper(500_000);

  private static ObjectMapper mapper(int mostTokens) {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNumberLength(100)
            .maxTokenCount(mostTokens)
            .build();
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(constraints)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  /**
   * What stands before the body.
   *
   * @param variables of the path
   * @param query parameters, each once
   * @param headers the values of a header, by its name
   */
  record Head(
      Map<String, String> variables,
      Map<String, String> query,
      Function<String, List<String>> headers) {}

  private final Head head;
  private final @Nullable Identity identity;
  private final byte[] body;

  Asked(Head head, @Nullable Identity identity, byte[] body) {
    this.head = head;
    this.identity = identity;
    this.body = body;
  }

  /**
   * Returns the body as JSON.
   *
   * @return an object
   * @throws InvalidInputException if it is something else, nested deeper than 20, or of more than
   *     100,000 names, values and brackets
   */
  public JsonNode json() {
    return read(JSON);
  }

  /**
   * Returns the body as JSON, which may be as long as a storm's.
   *
   * @return an object
   * @throws InvalidInputException if it is something else, nested deeper than 20, or of more than
   *     500,000 names, values and brackets
   */
  public JsonNode longJson() {
    return read(LONG_JSON);
  }

  private JsonNode read(ObjectMapper mapper) {
    JsonNode read;
    try {
      read = mapper.readTree(body);
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

  /** Returns the body as it came, such as a signature is over. */
  public byte[] body() {
    return body.clone();
  }

  /**
   * Returns a variable of the path, decoded; never empty.
   *
   * @throws IllegalArgumentException if the door's path has no such variable
   */
  public String variable(String name) {
    String value = head.variables().get(name);
    if (value == null) {
      throw new IllegalArgumentException("the path must have a variable " + name);
    }
    return value;
  }

  /** Returns a parameter of the query. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(head.query().get(name));
  }

  /** Returns which parameters the query has. */
  public Set<String> queries() {
    return head.query().keySet();
  }

  /** Returns a header; empty if it is not there, or more than once. */
  public Optional<String> header(String name) {
    List<String> values = head.headers().apply(name);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /**
   * Returns who asks.
   *
   * @throws IllegalStateException if the door lets anybody through
   */
  public Identity caller() {
    if (identity == null) {
      throw new IllegalStateException("a door that lets anybody through does not know who it is");
    }
    return identity;
  }
}
