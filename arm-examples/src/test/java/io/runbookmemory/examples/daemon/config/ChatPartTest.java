package io.runbookmemory.examples.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatPartTest {

  @TempDir Path temp;

  private ChatPart read(String slack) throws Exception {
    Path file = temp.resolve("arm.yaml");
    Files.writeString(file, "version: 1\nchat:\n  " + slack + "\n");
    return ConfigFile.read(file, Map.of("S", "0123456789abcdef-hidden"), DaemonConfig.DEFAULT)
        .chat();
  }

  private ChatPart.Slack slack(String keys) throws Exception {
    return Objects.requireNonNull(read("slack: {" + keys + "}").slack());
  }

  @Test
  void nobodyMayChangeThingsUnlessItIsSaid() throws Exception {
    ChatPart.Slack slack = slack("signingSecret: \"${S}\"");

    assertThat(slack.permitted().mayChange("U1")).isFalse();
    assertThat(slack.toString()).doesNotContain("hidden");
    assertThat(DaemonConfig.DEFAULT.chat()).isEqualTo(ChatPart.OFF);
    assertThat(slack("signingSecret: \"${S}\", responders: [U1]").permitted())
        .isEqualTo(new ChatPart.Permitted(false, Set.of("U1")));
    assertThat(slack("signingSecret: \"${S}\", everybody: responder").permitted())
        .isEqualTo(new ChatPart.Permitted(true, Set.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slack: {}|signingSecret",
        "slack: {signingSecret: short}|at least 16 characters",
        "slack: {signingSecret: \"${S}\", everybody: admin}|must be viewer or responder",
        "slack: {signingSecret: \"${S}\", respnders: [U1]}|did you mean responders?",
        "slack: {signingSecret: \"${NONE}\"}|needs the environment variable NONE",
        "teams: {secret: \"${S}\"}|must be base64",
        "teams: {secret: YWJj}|at least 16 bytes",
        "discord: {}|is unknown",
      })
  void whatIsAgainstARuleIsRefusedWithItsLine(String part, String rule) {
    assertThatThrownBy(() -> read(part))
        .hasMessageContaining("arm.yaml")
        .hasMessageContaining("3")
        .hasMessageContaining(rule)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hidden"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://hooks.slack.com/commands/T1/1/x, true",
    "https://slack.com/api/x, true",
    "http://hooks.slack.com/commands/T1/1/x, false",
    "https://hooks.slack.com:8443/commands/x, false",
    "https://hooks.slack.com.evil.example/commands/x, false",
    "https://evilhooks.slack.com/commands/x, false",
    "https://hooks.slack.com@evil.example/x, false",
    "https://u@hooks.slack.com/x, false",
    "https://hooks.slack.com/, false",
    "https://hooks.slack.com/x?y=z, false",
    "//hooks.slack.com/x, false",
  })
  void anAnswerGoesToSlackAlone(String address, boolean allowed) throws Exception {
    ChatPart.Slack slack = slack("signingSecret: \"${S}\"");

    assertThat(slack.answersAt(URI.create(address))).isEqualTo(allowed);
  }
}
