package io.runbookmemory.examples.daemon.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a channel leads. */
public sealed interface Target {

  /** Returns whether it wakes somebody. */
  default boolean pages() {
    return false;
  }

  /** Lines of the daemon's own log. */
  record Log() implements Target {}

  /** Whoever takes JSON. */
  record Webhook(URI address, @Nullable Secret token) implements Target {}

  /** A channel of Slack. */
  record Slack(URI api, Secret token, String channel) implements Target {}

  /** A channel of Teams, by its workflow's address, which is a secret as a whole. */
  record Teams(Secret address) implements Target {}

  /** A service of PagerDuty. */
  record PagerDuty(URI api, Secret routingKey) implements Target {

    @Override
    public boolean pages() {
      return true;
    }
  }

  /** Letters. */
  record Mail(MailHost server, List<String> to) implements Target {

    /** Copies the list. */
    public Mail {
      to = List.copyOf(to);
    }
  }

  /**
   * A mail server.
   *
   * @param port 0 for the usual one
   * @param encrypted whether by STARTTLS; otherwise in the open, for a relay on this machine
   * @param user null for no login
   * @param password null for no login
   */
  record MailHost(
      String host,
      int port,
      boolean encrypted,
      String from,
      @Nullable String user,
      @Nullable Secret password) {}
}
