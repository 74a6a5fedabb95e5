package io.runbookmemory.connectors.yaml;

import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.error.InvalidInputException;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * A parser that refuses collections nested too deep. The composer behind it calls itself once a
 * level, and ten thousand brackets would end the thread's stack.
 */
final class DepthLimit implements Parser {

  private final Path file;
  private final int maxDepth;
  private final Parser parser;
  private int depth;

  DepthLimit(Path file, int maxDepth, Parser parser) {
    this.file = file;
    this.maxDepth = maxDepth;
    this.parser = parser;
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return parser.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public boolean hasNext() {
    return parser.hasNext();
  }

  @Override
  public Event next() {
    Event event = parser.next();
    switch (event.getEventId()) {
      case MappingStart, SequenceStart -> depth++;
      case MappingEnd, SequenceEnd -> depth--;
      case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> {}
    }
    if (depth > maxDepth) {
      int line = event.getStartMark().map(Mark::getLine).orElse(0) + 1;
      throw new InvalidInputException(
          SourceFile.place(file, line), "YAML must be nested at most " + maxDepth + " deep");
    }
    return event;
  }
}
