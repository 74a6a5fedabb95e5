package io.runbookmemory.examples;

import static io.runbookmemory.examples.Ran.arm;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.examples.view.ExitStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactCommandTest {

  private static final String LINES =
      """
      ask bob@example.com or amy@alerts.example.com
      Mirela Okonkwo: 10.1.2.3 and 192.0.2.7, password=hunter2
      bob@example.com again\
      """;

  private InputStream in = InputStream.nullInputStream();

  @BeforeEach
  void give() {
    in = System.in;
    System.setIn(new ByteArrayInputStream(LINES.getBytes(StandardCharsets.UTF_8)));
  }

  @AfterEach
  void giveBack() {
    System.setIn(in);
  }

  @Test
  void whatComesInGoesOutWithoutItsSecrets() {
    assertThat(arm("redact").ok().out())
        .isEqualTo(
            """
            ask [EMAIL_1] or [EMAIL_2]
            Mirela Okonkwo: [IP_1] and [IP_2], password=[SECRET_1]
            [EMAIL_1] again\
            """);
  }

  @Test
  void whatIsAllowedStaysAndNamesGo(@TempDir Path folder) throws IOException {
    Path names = Files.writeString(folder.resolve("names.txt"), "Mirela Okonkwo\n\n");

    Ran ran =
        arm(
            "redact",
            "--allow-host",
            "alerts.example.com",
            "--allow-network",
            "10.0.0.0/8",
            "--names",
            names,
            "--count");

    assertThat(ran.ok().out())
        .isEqualTo(
            """
            ask [EMAIL_1] or amy@alerts.example.com
            [NAME_1]: 10.1.2.3 and [IP_1], password=[SECRET_1]
            [EMAIL_1] again\
            """);
    assertThat(ran.err().lines()).contains("EMAIL 2", "IP 1", "SECRET 1", "NAME 1");
  }

  @Test
  void credentialsAloneCanBeTakenOut() {
    assertThat(arm("redact", "--credentials-only").ok().out())
        .isEqualTo(LINES.replace("hunter2", "[SECRET_1]"));
  }

  @Test
  void whatIsNoNetworkOrFileIsRefused() {
    arm("redact", "--allow-network", "10.0.0.0/99")
        .refused(ExitStatus.USAGE, "a network must be like", "10.0.0.0/99");
    arm("redact", "--names", "/no/such/file").refused(ExitStatus.USAGE, "--names", "/no/such/file");
  }
}
