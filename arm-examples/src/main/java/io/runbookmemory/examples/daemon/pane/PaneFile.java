package io.runbookmemory.examples.daemon.pane;

import io.runbookmemory.examples.daemon.http.Answer;
import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.Door;
import io.runbookmemory.examples.daemon.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The door of one file of the pane. Each is a door by itself: a path that names another file leads
 * nowhere.
 *
 * @param path where
 * @param file as it is sent
 * @param tag tells one content from another
 */
record PaneFile(String path, Reply file, String tag) implements Door {

  /** Nothing from elsewhere, no script but the pane's files, and no text that becomes a script. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

  private static final int TAG_BYTES = 16;

  /** Reads a resource of this package. */
  static PaneFile of(String path, String name) {
    byte[] bytes = read(name);
    String tag = '"' + HexFormat.of().formatHex(digest(bytes), 0, TAG_BYTES) + '"';
    Reply file =
        Reply.text(type(name), new String(bytes, StandardCharsets.UTF_8))
            .with("ETag", tag)
            .with("Cache-Control", "no-cache")
            .with("Content-Security-Policy", POLICY);
    return new PaneFile(path, file, tag);
  }

  private static byte[] read(String name) {
    try (InputStream stream = Objects.requireNonNull(PaneFile.class.getResourceAsStream(name))) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("a resource of this program cannot be read", e);
    }
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String type(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return switch (ending) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("the type of " + name + " must be known");
    };
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public Answer answer(Asked asked) {
    boolean isKnown = asked.header("If-None-Match").filter(tags -> tags.contains(tag)).isPresent();
    return isKnown ? new Reply(304, file.type(), "", file.headers()) : file;
  }
}
