package io.runbookmemory.connectors.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.replay.storm.Outage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageFileTest {

  @TempDir Path temp;

  private List<Outage> read(String... lines) throws IOException {
    return OutageFile.read(Files.write(temp.resolve("o.csv"), List.of(lines)));
  }

  @Test
  void secondsAndAStatusAreRead() throws IOException {
    Instant from = Instant.ofEpochSecond(1_770_115_165);
    assertThat(
            read(
                "start_epoch_s,end_epoch_s,site,http_status", "1770115165,1770115402,\"a, b\",503"))
        .containsExactly(new Outage("a, b", Map.of(), from, from.plusSeconds(237), "503"));
  }

  @Test
  void aDurationAnOffsetAndLabelsAreRead() throws IOException {
    assertThat(
            read(
                "Monitor,Started at,Duration,Cluster,Reason,Else",
                "shop,2026-03-29T02:30:00+01:00,60,eu,timeout,x",
                "shop,2026-03-29T03:30:00+02:00,,eu,,x"))
        .containsExactly(
            outage("2026-03-29T01:30:00Z", Instant.parse("2026-03-29T01:31:00Z"), "timeout"),
            outage("2026-03-29T01:30:00Z", null, ""));
  }

  private static Outage outage(String from, @Nullable Instant to, String said) {
    return new Outage("shop", Map.of("cluster", "eu"), Instant.parse(from), to, said);
  }

  @Test
  void whatIsWrongIsSaidWithItsLine() {
    refused("the first line must name a column for the end", "start,site", "1,a");
    refused("o.csv:3", "start,end,site", "1,2,a", "today,2,a");
    refused("must not end before it begins", "start,end,site", "5,2,a");
    refused("3 fields", "start,end,site", "5,2");
    refused("whole seconds", "start,duration,site", "5,a while,b");
  }

  private void refused(String words, String... lines) {
    assertThatThrownBy(() -> read(lines))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(words);
  }
}
