package io.runbookmemory.guard.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that texts are signed with, by HMAC-SHA-256 (RFC 2104). It never leaves this object.
 * Immutable, thread-safe.
 */
public final class SigningKey {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;

  /** Half of the hash's length, below which a key weakens it (RFC 2104, section 3). */
  private static final int LEAST_BYTES = 16;

  private final SecretKeySpec key;

  private SigningKey(byte[] secret) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * Creates a key that is kept or shared.
   *
   * @param secret at least 16 bytes, copied
   * @return the key
   */
  public static SigningKey of(byte[] secret) {
    if (secret.length < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "a key must have at least " + LEAST_BYTES + " bytes, got " + secret.length);
    }
    return new SigningKey(secret);
  }

  /**
   * Creates a key that nobody else has: what it signs can be checked by this process alone.
   *
   * @return the key
   */
  public static SigningKey random() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return new SigningKey(secret);
  }

  /**
   * Signs a text. Whoever signs for more than one purpose begins it with the purpose.
   *
   * @param text any text
   * @return 64 hexadecimal digits
   */
  public String sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /**
   * Returns whether a signature is that of some text, after the same time whatever it is.
   *
   * @param text any text
   * @param signature what was sent as its signature
   * @return true if this key signed it
   */
  public boolean signed(String text, String signature) {
    return MessageDigest.isEqual(
        sign(text).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "SigningKey[secret]";
  }
}
