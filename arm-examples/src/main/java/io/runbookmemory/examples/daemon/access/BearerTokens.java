package io.runbookmemory.examples.daemon.access;

import io.runbookmemory.examples.daemon.config.AccessPart;
import io.runbookmemory.guard.access.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens that are known beforehand. They are kept as hashes, and all of them are looked at whatever
 * comes, in a time that does not depend on it.
 */
final class BearerTokens {

  /** The hash of each one's token. */
  private final Map<Identity, byte[]> tokens = new LinkedHashMap<>();

  BearerTokens(List<AccessPart.Token> parts) {
    for (AccessPart.Token part : parts) {
      tokens.put(new Identity(Caller.of(part.name()), part.role()), hash(part.token().value()));
    }
  }

  Optional<Identity> find(String token) {
    byte[] hash = hash(token);
    Optional<Identity> found = Optional.empty();
    for (Map.Entry<Identity, byte[]> one : tokens.entrySet()) {
      if (MessageDigest.isEqual(one.getValue(), hash)) {
        found = Optional.of(one.getKey());
      }
    }
    return found;
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
