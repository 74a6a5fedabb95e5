package io.runbookmemory.examples.daemon.http;

import io.runbookmemory.examples.daemon.config.Listen;
import java.time.Duration;

/**
 * What those who come have to share.
 *
 * @param heartbeat how often an open stream is looked at
 * @param connections which are open, and closed where nothing comes
 * @param room for the bodies of all
 * @param crowd of people and agents who are being answered
 */
record Bounds(Duration heartbeat, Connections connections, BodyRoom room, Crowd crowd) {

  /** Of the server's 64 threads; the others are for alerts and probes. */
  private static final int MOST_ANSWERED = 40;

  private static final int MOST_ANSWERED_OF_ONE = 16;

  /** Returns those of a daemon. */
  static Bounds of(Listen listen) {
    return new Bounds(
        Streams.HEARTBEAT,
        new Connections(),
        BodyRoom.of(listen.maxBody()),
        new Crowd(MOST_ANSWERED, MOST_ANSWERED_OF_ONE));
  }
}
