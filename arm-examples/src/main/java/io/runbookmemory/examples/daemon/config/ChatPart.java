package io.runbookmemory.examples.daemon.config;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which chats may talk to the daemon.
 *
 * @param slack null for none
 * @param teams null for none
 */
public record ChatPart(@Nullable Slack slack, @Nullable Teams teams) {

  /** No chat. */
  public static final ChatPart OFF = new ChatPart(null, null);

  /**
   * Who may change things; whoever is in the workspace may ask.
   *
   * @param everybody all of them
   * @param responders these, by the ids that the chat gives them
   */
  public record Permitted(boolean everybody, Set<String> responders) {

    /** Copies the set. */
    public Permitted {
      responders = Set.copyOf(responders);
    }

    /** Returns whether somebody may change things. */
    public boolean mayChange(String user) {
      return everybody || responders.contains(user);
    }
  }

  /**
   * An app of Slack.
   *
   * @param api where Slack is
   * @param signingSecret what its requests are signed with
   * @param token the bot's, to keep threads up to date; null for no such thing
   * @param workspace whose users are heard, by its id; null for whoever Slack lets use the app
   */
  public record Slack(
      URI api,
      Secret signingSecret,
      @Nullable Secret token,
      @Nullable String workspace,
      Permitted permitted) {

    /**
     * Returns whether an address is one at which Slack takes answers: nobody shall make the daemon
     * call elsewhere. That is the host {@code hooks.} of the API's, or the API's own.
     */
    public boolean answersAt(URI address) {
      String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
      boolean own =
          host.equals(api.getHost())
              && address.getPort() == api.getPort()
              && api.getScheme().equals(address.getScheme());
      boolean hooks =
          host.equals("hooks." + api.getHost())
              && address.getPort() == -1
              && "https".equals(address.getScheme());
      return (own || hooks)
          && address.getRawUserInfo() == null
          && address.getRawQuery() == null
          && address.getRawFragment() == null
          && address.getRawPath().length() > 1;
    }
  }

  /**
   * An outgoing webhook of Teams.
   *
   * @param secret the key that Teams gave, as bytes in base64
   */
  public record Teams(Secret secret, Permitted permitted) {}
}
