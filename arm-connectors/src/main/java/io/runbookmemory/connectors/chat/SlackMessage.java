package io.runbookmemory.connectors.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.text.Excerpt;
import java.util.List;

/**
 * A message of Slack with buttons under it. Its words are plain: what looks like a mention or a
 * link in them is none.
 *
 * @param text not blank
 * @param buttons in their order, {@value #MOST_BUTTONS} at most, perhaps none
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks/actions-block">Actions block</a>
 */
public record SlackMessage(String text, List<Button> buttons) {

  /** The most buttons. */
  public static final int MOST_BUTTONS = 25;

  /** Slack refuses a section whose text, escaped, is longer. */
  private static final int LONGEST_SECTION = 3_000;

  /** Checks the rules and copies the list. */
  public SlackMessage {
    buttons = List.copyOf(buttons);
    if (text.isBlank() || buttons.size() > MOST_BUTTONS) {
      throw new IllegalArgumentException(
          "a message must have words, and at most " + MOST_BUTTONS + " buttons");
    }
  }

  /**
   * A button, whose click Slack sends to the app's interactivity address.
   *
   * @param label plain, 1 to 75 characters
   * @param action what the click is known by, 1 to 255 characters
   * @param value what comes with it, 1 to 2,000 characters
   */
  public record Button(String label, String action, String value) {

    /** Checks the rules. */
    public Button {
      demand("label", label, 75);
      demand("action", action, 255);
      demand("value", value, 2_000);
    }

    private static void demand(String what, String text, int longest) {
      if (text.isBlank() || text.length() > longest) {
        throw new IllegalArgumentException(
            "a button's " + what + " must have 1 to " + longest + " characters");
      }
    }
  }

  /** Adds it to the body of a call. */
  ObjectNode into(ObjectNode body) {
    body.put("text", SlackText.escaped(text));
    if (buttons.isEmpty()) {
      // Without blocks the text itself is shown.
      return body;
    }
    ArrayNode blocks = body.putArray("blocks");
    blocks
        .addObject()
        .put("type", "section")
        .putObject("text")
        .put("type", "mrkdwn")
        .put("text", shown())
        .put("verbatim", true);
    ArrayNode elements = blocks.addObject().put("type", "actions").putArray("elements");
    for (Button button : buttons) {
      ObjectNode element = elements.addObject().put("type", "button");
      element.put("action_id", button.action()).put("value", button.value());
      element
          .putObject("text")
          .put("type", "plain_text")
          .put("text", button.label())
          .put("emoji", false);
    }
    return body;
  }

  /** Adds it to the body of a call that replaces a message, whose buttons go if it has none. */
  ObjectNode instead(ObjectNode body) {
    into(body);
    if (buttons.isEmpty()) {
      body.putArray("blocks");
    }
    return body;
  }

  private String shown() {
    int most = LONGEST_SECTION;
    String shown = SlackText.escaped(text);
    while (shown.length() > LONGEST_SECTION) {
      most = most - Math.max(1, (shown.length() - LONGEST_SECTION) / 5);
      shown = SlackText.escaped(Excerpt.beginning(text, most));
    }
    return shown;
  }
}
