package io.runbookmemory.examples.daemon.access;

import io.runbookmemory.examples.daemon.config.AccessPart;
import io.runbookmemory.guard.access.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tokens that are known beforehand. They are kept as hashes, and all of them are looked at whatever
 * comes, in a time that does not depend on it.
 */
final class BearerTokens {

  private record Hashed(byte[] hash, Identity identity) {}

  private final List<Hashed> tokens = new ArrayList<>();

  BearerTokens(List<AccessPart.Token> parts) {
    for (AccessPart.Token part : parts) {
      tokens.add(
          new Hashed(
              hash(part.token().value()), new Identity(Caller.of(part.name()), part.role())));
    }
  }

  Optional<Identity> find(String token) {
    byte[] hash = hash(token);
    Optional<Identity> found = Optional.empty();
    for (Hashed one : tokens) {
      if (MessageDigest.isEqual(one.hash(), hash)) {
        found = Optional.of(one.identity());
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
