package io.runbookmemory.connectors.ingest;

import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.error.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The lines of a file, one at a time and each of bounded size: a longer one is passed over without
 * being held. Lines are cut from the bytes, so that a wrong one spoils no other.
 */
final class BoundedLines implements AutoCloseable {

  private final Path file;
  private final int maxBytes;
  private final InputStream in;
  private final byte[] buffer = new byte[64 * 1024];
  private ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int position;
  private int limit;
  private int number;
  private long length;
  private long consumed;

  BoundedLines(Path file, int maxBytes) throws IOException {
    this.file = file;
    this.maxBytes = maxBytes;
    this.in = Files.newInputStream(file);
  }

  /** Moves to the next line; false at the end. */
  boolean next() throws IOException {
    line.reset();
    length = 0;
    if (!fill()) {
      return false;
    }
    number++;
    while (fill()) {
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      keep(end);
      if (end < limit) {
        position = end + 1;
        consumed++;
        return true;
      }
      position = limit;
    }
    return true;
  }

  private void keep(int end) {
    int count = end - position;
    length += count;
    consumed += count;
    if (length <= maxBytes) {
      line.write(buffer, position, count);
    } else if (line.size() > 0) {
      line = new ByteArrayOutputStream();
    }
  }

  private boolean fill() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer));
    }
    return limit > 0;
  }

  /** Returns where the line stands. */
  String place() {
    return SourceFile.place(file, number);
  }

  /** Returns how many bytes were read, up to the end of the line. */
  long consumed() {
    return consumed;
  }

  /** Returns the line's text without white space around it, empty for a blank line. */
  String text() {
    if (length > maxBytes) {
      throw refusal("a line must be at most " + maxBytes + " bytes, got " + length);
    }
    String text = SourceFile.decodeLine(file, number, ByteBuffer.wrap(line.toByteArray())).strip();
    if (text.indexOf('\0') >= 0) {
      throw refusal("must be text, got a NUL character");
    }
    return text;
  }

  private InvalidInputException refusal(String rule) {
    return new InvalidInputException("", rule);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
