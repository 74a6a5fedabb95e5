package io.runbookmemory.examples.view;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** The output of a command that is a filter: a stream, which ends when its reader goes away. */
public final class Filtered extends Output {

  /** Returns standard output as a writer that fails when nobody reads it any more. */
  public Writer writer() {
    PrintWriter out = out();
    return new Writer() {
      @Override
      public void write(char[] text, int offset, int length) {
        out.write(text, offset, length);
      }

      @Override
      public void flush() throws IOException {
        if (out.checkError()) {
          throw new IOException("nobody reads standard output any more");
        }
      }

      @Override
      public void close() {
        out.flush();
      }
    };
  }

  /** Returns whether the reader went away. */
  public boolean isGone() {
    return out().checkError();
  }
}
