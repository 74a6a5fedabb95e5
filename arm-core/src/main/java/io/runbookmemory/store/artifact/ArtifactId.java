package io.runbookmemory.store.artifact;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name of an artifact: the SHA-256 of its bytes. The same bytes have the same name, wherever
 * they are kept.
 *
 * @param sha256 64 hexadecimal digits in lower case
 */
public record ArtifactId(String sha256) {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  /** Checks the form. */
  public ArtifactId {
    if (!HEX.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "an artifact's name must be 64 hexadecimal digits in lower case, got \"" + sha256 + "\"");
    }
  }

  /**
   * Returns the name of some bytes.
   *
   * @param bytes the artifact
   * @return its name
   */
  public static ArtifactId of(byte[] bytes) {
    return new ArtifactId(HexFormat.of().formatHex(digest().digest(bytes)));
  }

  static ArtifactId of(MessageDigest digest) {
    return new ArtifactId(HexFormat.of().formatHex(digest.digest()));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "sha256:" + sha256;
  }
}
