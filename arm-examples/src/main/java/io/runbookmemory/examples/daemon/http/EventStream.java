package io.runbookmemory.examples.daemon.http;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer that stays open: server-sent events, as the HTML standard has them. It ends when the
 * client goes, when it takes nothing for half a minute or is 256 events behind, or with the daemon;
 * a browser then comes again by itself.
 *
 * @param source where the events come from
 */
public record EventStream(Source source) implements Answer {

  /** Where events come from. */
  @FunctionalInterface
  public interface Source {

    /**
     * Begins to send.
     *
     * @param sink takes events from any thread, and never waits
     * @return ends it; called once
     */
    AutoCloseable begin(Sink sink);
  }

  /** Where events go. */
  public interface Sink extends Consumer<Event> {

    /** Sends what waits, and then the end. */
    void end();
  }

  /**
   * An event.
   *
   * @param id what a client says it has seen, as {@code Last-Event-ID}; null for nothing
   * @param name of its kind
   * @param data any text
   */
  public record Event(@Nullable String id, String name, String data) {

    /** Checks that nothing passes for another field. */
    public Event {
      if (!name.matches("[a-z][a-z0-9-]*") || (id != null && id.matches("(?s).*[\\r\\n\\x00].*"))) {
        throw new IllegalArgumentException("an event's name and id must be of one line each");
      }
    }

    /** Returns it as it is sent. */
    public String text() {
      StringBuilder text = new StringBuilder();
      if (id != null) {
        text.append("id: ").append(id).append('\n');
      }
      text.append("event: ").append(name).append('\n');
      data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
      return text.append('\n').toString();
    }
  }
}
