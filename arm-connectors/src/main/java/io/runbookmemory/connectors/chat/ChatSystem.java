package io.runbookmemory.connectors.chat;

import io.runbookmemory.tool.Tool;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a team talks. Every method throws {@link io.runbookmemory.error.UnavailableException} if
 * there is no answer in time and {@link io.runbookmemory.error.ConfigurationException} if the
 * server refuses. Texts are plain: what looks like a mention of everybody is none. Implementations
 * are thread-safe.
 */
public interface ChatSystem {

  /**
   * Returns the same system, all of whose calls end within a time from now.
   *
   * @param timeout above zero
   * @return shares this one's connections
   */
  ChatSystem within(Duration timeout);

  /**
   * Says something. It is not sent twice, unless the server turned it away.
   *
   * @param channel as the system names it
   * @param thread the message to answer; null for a new thread
   * @param text not blank
   * @param key names the call, for systems that drop what they were sent before
   * @return where it stands now
   */
  Posted post(String channel, @Nullable String thread, String text, String key);

  /**
   * Changes what was said.
   *
   * @param message that was posted
   * @param text in its place
   * @return where it stands
   */
  Posted update(Posted message, String text);

  /**
   * Returns a system as tools: {@code post_message}, {@code update_message}.
   *
   * @return for a guard
   */
  default List<Tool> tools() {
    return ChatTools.of(this);
  }

  /**
   * Returns a system as tools, where there are several: {@code post_message_slack} and so on.
   *
   * @param name what the team calls this one
   * @return for a guard
   */
  default List<Tool> tools(String name) {
    return tools().stream().map(tool -> tool.named(name)).toList();
  }
}
