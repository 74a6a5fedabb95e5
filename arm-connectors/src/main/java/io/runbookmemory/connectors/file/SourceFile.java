package io.runbookmemory.connectors.file;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A text file that a person wrote: of bounded size, strictly UTF-8, with lines to point at. */
public final class SourceFile {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private SourceFile() {}

  /**
   * Opens a file for reading.
   *
   * @param file the file
   * @return a stream of its bytes, to be closed
   * @throws IOException if the disk fails; hand it to {@link #unreadable}
   * @throws ConfigurationException if there is no such file, or it is a directory
   */
  public static InputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new ConfigurationException(file.toString(), file + ": must be a file, got a directory");
    }
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(file.toString(), file + ": must exist, got no such file", e);
    }
  }

  /**
   * Returns the text of a file, without the byte order mark that some editors put in front.
   *
   * @param file the file
   * @param maxBytes how large it may be
   * @return the text
   * @throws InvalidInputException if the file is larger, or not UTF-8
   * @throws ConfigurationException if there is no such file, or it is a directory
   * @throws UnavailableException if it cannot be read
   */
  public static String read(Path file, int maxBytes) {
    byte[] bytes;
    try (InputStream in = open(file)) {
      bytes = in.readNBytes(maxBytes + 1);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    if (bytes.length > maxBytes) {
      throw new InvalidInputException(
          file.toString(), "must be at most " + maxBytes + " bytes, got more");
    }
    String text = decode(file, bytes);
    return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
  }

  private static String decode(Path file, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw notUtf8(file, line);
    }
    return out.flip().toString();
  }

  /**
   * Returns one line's bytes as text.
   *
   * @param file the file, to be named
   * @param line the line's number from 1, to be named
   * @param bytes the line's bytes, between its position and limit
   * @return the text, without the byte order mark where it is the first line
   * @throws InvalidInputException if the bytes are not UTF-8
   */
  public static String decodeLine(Path file, int line, ByteBuffer bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      boolean marked = line == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
      return marked ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw notUtf8(file, line);
    }
  }

  private static InvalidInputException notUtf8(Path file, int line) {
    return new InvalidInputException(place(file, line), "must be UTF-8, got bytes that are not");
  }

  /**
   * Returns the place of a line as every refusal names it.
   *
   * @param file the file
   * @param line the line's number, from 1
   * @return {@code file:line}
   */
  public static String place(Path file, int line) {
    return file + ":" + line;
  }

  /**
   * Returns the fault of a file that a disk would not give.
   *
   * @param file the file
   * @param cause what the disk said
   * @return a fault to be thrown
   */
  public static ArmException unreadable(Path file, IOException cause) {
    return new UnavailableException(
        file.toString(), file + ": must be readable, got " + cause, cause);
  }
}
