package io.runbookmemory.guard.audit;

import io.runbookmemory.error.UnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the chains are kept: lines of text, appended and never changed. Thread-safe.
 *
 * <p>A chain has one writer at a time. Who opens a second one under the same name is refused where
 * the sink can tell, and otherwise shows as a forked chain.
 */
public interface AuditSink {

  /**
   * Returns whose chains there are.
   *
   * @return names, ascending
   */
  List<String> writers();

  /**
   * Returns the last line of a chain.
   *
   * @param writer whose chain
   * @return empty if there is none
   */
  Optional<String> last(String writer);

  /**
   * Appends a line, durably: when this returns, it survives a crash.
   *
   * @param writer whose chain
   * @param line one line of text, without its end
   * @throws UnavailableException if it could not be written; then nothing of it is there
   */
  void append(String writer, String line);

  /**
   * Reads a chain from its beginning.
   *
   * @param writer whose chain
   * @param reader is given each line
   */
  void lines(String writer, Consumer<String> reader);
}
