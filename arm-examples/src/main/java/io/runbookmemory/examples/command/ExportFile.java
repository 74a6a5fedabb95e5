package io.runbookmemory.examples.command;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.store.json.ExportedLine;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What {@code arm export} wrote, line by line. Lines are cut from the bytes, so that each is known
 * by its number.
 */
final class ExportFile implements AutoCloseable {

  /** Far above the largest document with all of its vectors. */
  private static final int MAX_LINE_BYTES = 32 << 20;

  private final Path file;
  private final InputStream in;
  private int number;
  private long bytes;

  ExportFile(Path file) throws IOException {
    this.file = file;
    this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  /** Returns what the next line says, null at the end. */
  @Nullable ExportedLine next() throws IOException {
    String line = line();
    if (line == null) {
      return null;
    }
    try {
      return ExportedLine.read(line);
    } catch (InvalidInputException e) {
      throw e.in(place());
    }
  }

  private @Nullable String line() throws IOException {
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      line.write(next);
      if (line.size() > MAX_LINE_BYTES) {
        throw refusal("a line must be at most " + MAX_LINE_BYTES + " bytes, got more");
      }
      next = in.read();
    }
    bytes += line.size() + 1;
    try {
      ByteBuffer text = ByteBuffer.wrap(line.toByteArray());
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw refusal("must be UTF-8, got other bytes");
    }
  }

  /** Returns how much was read so far. */
  long bytes() {
    return bytes;
  }

  private String place() {
    return file + ":" + number;
  }

  /** Returns the fault of the line that was read last. */
  InvalidInputException refusal(String rule) {
    return new InvalidInputException(place(), rule);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
