package io.runbookmemory.store.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The rule that a body is one JSON object; it is read through and thrown away. */
final class JsonBody {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonBody() {}

  static String checked(String body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw broken("something else");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw broken("more behind it");
      }
      return body;
    } catch (JsonProcessingException e) {
      throw broken(e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("a string is read without a disk", e);
    }
  }

  private static IllegalArgumentException broken(String what) {
    return new IllegalArgumentException("an entry's body must be one JSON object, got " + what);
  }
}
