package io.runbookmemory.connectors.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.text.Excerpt;
import java.util.List;
import java.util.Optional;

/** What a server says about an error, found, shortened, and without a secret. */
final class VendorWords {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Redactor REDACTOR = new PatternRedactor();
  private static final int QUOTED = 300;

  /** Where the vendors have their message, the most particular first. */
  private static final List<String> PLACES =
      List.of(
          "/error/message",
          "/error",
          "/messages/0/text",
          "/errorMessages/0",
          "/errors/0/message",
          "/errors/0/title",
          "/errors/0",
          "/message",
          "/data/message");

  private VendorWords() {}

  static String of(Answer answer, Credentials credentials) {
    if (answer.isHtml()) {
      return "an HTML page, such as a login form";
    }
    return clean(said(answer.text()), credentials);
  }

  private static String said(String body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      return PLACES.stream()
          .map(node::at)
          .filter(JsonNode::isTextual)
          .map(JsonNode::textValue)
          .filter(text -> !text.isBlank())
          .findFirst()
          .or(
              () ->
                  Optional.of(node.path("errors")).filter(JsonNode::isObject).map(Object::toString))
          .orElse(body);
    } catch (JsonProcessingException e) {
      // No JSON: then the words are the body.
      return body;
    }
  }

  /** Returns the beginning of somebody's words; a server may repeat the secret that it was sent. */
  static String clean(String said, Credentials credentials) {
    String safe = credentials.redact(said);
    return Excerpt.beginning(REDACTOR.redact(safe), QUOTED);
  }
}
