package io.runbookmemory.examples.daemon.inbox;

import java.util.List;

/** What became of a message. */
public sealed interface Taken {

  /**
   * All of it is written down.
   *
   * @param news the reports of it that are new
   * @param known how many were brought before
   */
  record Durable(List<Report> news, int known) implements Taken {

    /** Copies the list. */
    public Durable {
      news = List.copyOf(news);
    }
  }

  /**
   * Too many wait; nothing of it was written.
   *
   * @param waiting how many
   */
  record Full(int waiting) implements Taken {}
}
