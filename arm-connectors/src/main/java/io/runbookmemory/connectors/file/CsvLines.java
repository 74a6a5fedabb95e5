package io.runbookmemory.connectors.file;

import io.runbookmemory.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a file, one at a time, as text or as the fields of CSV. Lines are cut from the
 * bytes, so that whatever is wrong, be it the encoding, is known to a line.
 */
public final class CsvLines implements AutoCloseable {

  private static final int MAX_LINE_BYTES = 64 * 1024;

  private final Path file;
  private final boolean mayEndOpen;
  private final InputStream in;
  private final byte[] buffer = new byte[64 * 1024];
  private final byte[] line = new byte[MAX_LINE_BYTES];
  private int position;
  private int limit;
  private int number;

  /**
   * Opens a file.
   *
   * @param file the file
   * @param mayEndOpen whether a last line without a line break is a line; else it is refused, since
   *     it may have lost digits
   * @throws IOException if the disk fails; hand it to {@link SourceFile#unreadable}
   */
  public CsvLines(Path file, boolean mayEndOpen) throws IOException {
    this.file = file;
    this.mayEndOpen = mayEndOpen;
    this.in = SourceFile.open(file);
  }

  /**
   * Returns the fields of the next line.
   *
   * @return empty at the file's end
   * @throws IOException if the disk fails
   */
  public Optional<List<String>> next() throws IOException {
    return line().map(this::fields);
  }

  /**
   * Returns the next line as it stands.
   *
   * @return without its line break; empty at the file's end
   * @throws IOException if the disk fails
   */
  public Optional<String> line() throws IOException {
    number++;
    int length = 0;
    while (fill()) {
      byte next = buffer[position++];
      if (next == '\n') {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return Optional.of(text(end));
      }
      if (length == MAX_LINE_BYTES) {
        throw refusal("a line must be at most " + MAX_LINE_BYTES + " bytes, got more");
      }
      line[length++] = next;
    }
    if (length > 0 && mayEndOpen) {
      return Optional.of(text(length));
    }
    if (length > 0) {
      throw refusal(
          "the last line must end with a line break, got \""
              + text(length)
              + "\": a file that was cut short ends without one");
    }
    return Optional.empty();
  }

  private boolean fill() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer));
    }
    return limit > 0;
  }

  private String text(int length) {
    return SourceFile.decodeLine(file, number, ByteBuffer.wrap(line, 0, length));
  }

  private List<String> fields(String text) {
    try {
      return CsvRow.fields(text);
    } catch (InvalidInputException e) {
      throw refusal(e.rule());
    }
  }

  /**
   * Returns the refusal of the line that was read last, to be thrown.
   *
   * @param rule the rule and the value that broke it
   * @return a fault that names file and line
   */
  public InvalidInputException refusal(String rule) {
    return new InvalidInputException(SourceFile.place(file, number), rule);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
