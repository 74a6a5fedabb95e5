package io.runbookmemory.examples.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tools there are, and who may come by the Model Context Protocol. */
class ToolsReaderTest {

  @TempDir Path temp;

  private DaemonConfig read(String yaml) {
    try {
      Path file = Files.writeString(temp.resolve("arm.yaml"), "version: 1\n" + yaml);
      return ConfigFile.read(file, Map.of("TOKEN", "s3cr3t"), DaemonConfig.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void filesLieBesideTheConfigurationAndTheTokenIsNotShown() {
    DaemonConfig read =
        read(
            "tools: {audit: audit, key: /etc/arm/key, prometheus: \"http://127.0.0.1:9090\","
                + " token: \"${TOKEN}\", remedy: remedy.yaml}\n"
                + "mcp: {sessions: 8, idle: 5m}\n");

    assertThat(read.tools().audit()).isEqualTo(temp.resolve("audit"));
    assertThat(read.tools().key()).isEqualTo(Path.of("/etc/arm/key"));
    assertThat(read.tools().prometheus()).isEqualTo(URI.create("http://127.0.0.1:9090"));
    assertThat(read.tools().remedy()).isEqualTo(temp.resolve("remedy.yaml"));
    assertThat(read.mcp()).isEqualTo(new DaemonConfig.Mcp(true, 8, Duration.ofMinutes(5)));
    assertThat(read.tools().toString()).doesNotContain("s3cr3t");
  }

  @Test
  void whatIsNotSaidIsAsItWas() {
    DaemonConfig read = read("mcp: {enabled: false}\n");
    assertThat(read.tools()).isEqualTo(DaemonConfig.Tools.DEFAULT);
    assertThat(read.mcp().enabled()).isFalse();
    assertThat(read.mcp().sessions()).isEqualTo(DaemonConfig.Mcp.DEFAULT.sessions());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mcp: {idle: 2d}|at most a day",
        "mcp: {idle: soon}|a length of time",
        "mcp: {sessions: 0}|from 1 to 1000",
        "mcp: {session: 1}|did you mean sessions?",
        "tools: {prometheus: ftp://a}|http or https",
        "tools: {keys: a}|did you mean key?"
      })
  void whatBreaksARuleIsRefusedWithItsLine(String yaml, String rule) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(rule)
        .hasMessageContaining("arm.yaml");
  }
}
