package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.guard.access.Role;
import java.net.URI;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/** Reads which chats may talk to the daemon. */
final class ChatReader {

  private static final URI SLACK = URI.create("https://slack.com/api/");

  /** What is shorter can be guessed. */
  private static final int SHORTEST_SECRET = 16;

  private ChatReader() {}

  static ChatPart read(Section document, ChatPart otherwise) {
    return document
        .section("chat", Set.of("slack", "teams"))
        .map(
            one ->
                new ChatPart(
                    one.section(
                            "slack",
                            Set.of(
                                "signingSecret",
                                "token",
                                "workspace",
                                "url",
                                "responders",
                                "everybody"))
                        .map(ChatReader::slack)
                        .orElse(null),
                    one.section("teams", Set.of("secret", "responders", "everybody"))
                        .map(ChatReader::teams)
                        .orElse(null)))
        .orElse(otherwise);
  }

  private static ChatPart.Slack slack(Section section) {
    Secret secret = new Secret(section.requiredText("signingSecret"));
    if (secret.value().length() < SHORTEST_SECRET) {
      throw section
          .field()
          .require("signingSecret")
          .refusal("must have at least " + SHORTEST_SECRET + " characters");
    }
    return new ChatPart.Slack(
        section.address("url").orElse(SLACK),
        secret,
        section.secret("token"),
        section.text("workspace").orElse(null),
        permitted(section));
  }

  private static ChatPart.Teams teams(Section section) {
    Secret secret = new Secret(section.requiredText("secret"));
    int length;
    try {
      length = Base64.getDecoder().decode(secret.value()).length;
    } catch (IllegalArgumentException e) { // Its message shows characters of the secret.
      length = 0;
    }
    if (length < SHORTEST_SECRET) {
      throw section
          .field()
          .require("secret")
          .refusal("must be base64 of at least " + SHORTEST_SECRET + " bytes, as Teams gave it");
    }
    return new ChatPart.Teams(secret, permitted(section));
  }

  private static ChatPart.Permitted permitted(Section section) {
    Role everybody = section.word("everybody", Role.class, Role.VIEWER);
    if (everybody == Role.ADMIN) {
      throw section.field().require("everybody").refusal("must be viewer or responder");
    }
    return new ChatPart.Permitted(
        everybody == Role.RESPONDER, new HashSet<>(section.texts("responders")));
  }
}
