package io.runbookmemory.connectors.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import java.nio.charset.StandardCharsets;

/**
 * A card as Teams takes it: an Adaptive Card 1.2 as the attachment of a message. All words stand in
 * text runs, which know no Markdown, as text blocks and facts do.
 *
 * @see <a href="https://adaptivecards.io/explorer/RichTextBlock.html">RichTextBlock</a>
 */
final class AdaptiveCard {

  /**
   * Teams drops what is longer, without a word.
   * https://learn.microsoft.com/microsoftteams/limits-specifications-teams
   */
  private static final int MOST_BYTES = 28_000;

  private AdaptiveCard() {}

  static ObjectNode message(Card card) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "message");
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive").putNull("contentUrl");
    ObjectNode content = attachment.putObject("content");
    content
        .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
        .put("type", "AdaptiveCard")
        .put("version", "1.2");
    ArrayNode body = content.putArray("body");
    run(block(body, "default"), card.title()).put("weight", "bolder").put("size", "large");
    lines(body, card.text());
    card.facts().forEach((name, value) -> fact(body, name, value));
    if (card.link() != null) {
      content
          .putArray("actions")
          .addObject()
          .put("type", "Action.OpenUrl")
          .put("title", "Open")
          .put("url", card.link().toASCIIString());
    }
    return checked(message);
  }

  /** A run shows no line breaks everywhere, so that each line is a block. */
  private static void lines(ArrayNode body, String text) {
    String spacing = "default";
    for (String line : text.strip().lines().toList()) {
      if (line.isBlank()) {
        spacing = "medium";
      } else {
        run(block(body, spacing), line);
        spacing = "none";
      }
    }
  }

  private static void fact(ArrayNode body, String name, String value) {
    ArrayNode block = block(body, "small");
    run(block, name + ": ").put("weight", "bolder");
    run(block, value);
  }

  private static ArrayNode block(ArrayNode body, String spacing) {
    return body.addObject()
        .put("type", "RichTextBlock")
        .put("spacing", spacing)
        .putArray("inlines");
  }

  private static ObjectNode run(ArrayNode block, String words) {
    return block.addObject().put("type", "TextRun").put("text", words);
  }

  private static ObjectNode checked(ObjectNode message) {
    int bytes = message.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new InvalidInputException(
          "card",
          "must have at most %,d bytes as JSON, got %,d: say less, in fewer lines"
              .formatted(MOST_BYTES, bytes));
    }
    return message;
  }
}
