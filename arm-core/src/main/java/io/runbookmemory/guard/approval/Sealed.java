package io.runbookmemory.guard.approval;

import io.runbookmemory.guard.key.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A text that shows if it was changed: {@code KIND.PAYLOAD.SIGNATURE}, fit for an address. */
final class Sealed {

  private Sealed() {}

  static String seal(SigningKey key, String kind, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    String body = kind + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return body + "." + key.sign(body);
  }

  /** Returns the payload of what was sealed with this key as this kind. */
  static Optional<String> open(SigningKey key, String kind, String sealed) {
    int end = sealed.lastIndexOf('.');
    if (end <= kind.length()
        || !sealed.startsWith(kind + ".")
        || !key.signed(sealed.substring(0, end), sealed.substring(end + 1))) {
      return Optional.empty();
    }
    byte[] payload = Base64.getUrlDecoder().decode(sealed.substring(kind.length() + 1, end));
    return Optional.of(new String(payload, StandardCharsets.UTF_8));
  }
}
