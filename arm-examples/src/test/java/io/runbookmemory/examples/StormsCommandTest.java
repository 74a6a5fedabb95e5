package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code arm replay storms}. */
class StormsCommandTest {

  @TempDir Path temp;

  private Path file = Path.of("");

  @BeforeEach
  void aStormOfTwoSitesAndOneSiteLater() throws IOException {
    List<String> rows =
        List.of("start,end,site", "60,9000,shop", "120,600,wiki", "4000,4100,status page");
    file = Files.write(temp.resolve("outages.csv"), rows);
  }

  @Test
  void aStormIsOnePageAndWhatFailsLaterAnother() throws IOException {
    Ran ran = Ran.arm("replay", "storms", file, "--json").ok();
    JsonNode report = new ObjectMapper().readTree(ran.out());
    assertThat(report.path("pagesBefore").asInt()).isEqualTo(3);
    assertThat(report.path("pagesAfter").asInt()).isEqualTo(2);
    assertThat(report.path("storms").path("onePage").asInt()).isEqualTo(1);
    assertThat(report.path("misses")).isEmpty();
    assertThat(Ran.arm("replay", "storms", file, "--group", "site").ok().out())
        .contains("| with ARM | 3 |");
  }

  @Test
  void aMissStandsFirstAndIsNoSuccess() {
    Ran ran = Ran.arm("replay", "storms", file, "--joins", "4h");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .startsWith("# Outages nobody would have read of: 1")
        .contains("| 1970-01-01T01:06:40Z | status page | in an old page | 1970-01-01T00:01:00Z |");
  }

  @Test
  void whatIsNoOutageIsRefused() throws IOException {
    Path bad = Files.writeString(temp.resolve("bad.csv"), "start,end,site\n9,1,shop\n");
    Ran.arm("replay", "storms", bad).refused(3, "bad.csv:2");
    Ran.arm("replay", "storms", file, "--joins", "soon").refused(2, "--joins");
  }
}
