package io.runbookmemory.guard.redact.replace;

import io.runbookmemory.guard.redact.SecretScanner;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;

/**
 * Redacts a stream of lines as they come: what was read up to the last line break is written at
 * once. A private key over many lines is waited for. At most a megabyte is held; a longer line or
 * key is divided, at a blank if it has one. The same secret has the same placeholder all along. Not
 * thread-safe.
 */
public final class StreamRedaction {

  private static final int CHUNK = 1 << 16;
  private static final int MOST_HELD = 1 << 20;

  private final Numbering numbering;
  private final StringBuilder held = new StringBuilder();

  /**
   * Creates a filter.
   *
   * @param numbering finds secrets and puts placeholders
   */
  public StreamRedaction(Numbering numbering) {
    this.numbering = numbering;
  }

  /**
   * Copies a stream without its secrets.
   *
   * @param in read to its end, not closed
   * @param out flushed after each piece, not closed
   * @throws IOException if reading or writing fails
   */
  public void copy(Reader in, Writer out) throws IOException {
    char[] chunk = new char[CHUNK];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      held.append(chunk, 0, read);
      write(out, border());
    }
    write(out, held.length());
  }

  private void write(Writer out, int end) throws IOException {
    if (end > 0) {
      out.write(numbering.redact(held.substring(0, end)));
      out.flush();
      held.delete(0, end);
    }
  }

  /** Returns up to where what is held can be written. */
  private int border() {
    int border = held.lastIndexOf("\n") + 1;
    int key = SecretScanner.openKey(held.substring(0, border));
    if (key >= 0) {
      border = held.lastIndexOf("\n", key) + 1;
    }
    if (held.length() - border < MOST_HELD) {
      return border;
    }
    int blank = held.lastIndexOf(" ") + 1;
    return blank > border ? blank : held.length();
  }
}
