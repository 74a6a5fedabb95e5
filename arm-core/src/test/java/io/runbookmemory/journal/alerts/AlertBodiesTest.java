package io.runbookmemory.journal.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.slo.Verdict;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlertBodiesTest {

  private final AlertBodies bodies = new AlertBodies();

  private static <T> T any(T[] of, Random random) {
    return of[random.nextInt(of.length)];
  }

  @Test
  void whatWasWrittenIsReadWhateverWasReadBefore() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      for (int i = 0; i < 200; i++) {
        AlertRecord record =
            new AlertRecord(
                Instant.ofEpochSecond(random.nextInt(2_000_000_000), random.nextInt(1_000_000_000)),
                new AlertName(any(new String[] {"Slow", "a \"quoted\" one", "at"}, random), "f"),
                new Place(any(new String[] {"checkout", "{\"at\":\""}, random), null, "eu", null),
                any(Verdict.values(), random),
                any(Fate.values(), random));

        assertThat(bodies.read(AlertBodies.JSON.write(record)))
            .as("seed %d", seed)
            .isEqualTo(record);
      }
    }
  }

  @Test
  void fieldsInAnotherOrderAndOfANewerReleaseAreReadToo() {
    String fields =
        "\"alert\":{\"name\":\"Slow\",\"fingerprint\":\"f\"},\"place\":{},\"urgency\":\"page\","
            + "\"fate\":\"notified\"";
    AlertRecord first = bodies.read("{" + fields + ",\"at\":\"2026-03-01T03:00:00Z\"}");

    assertThat(bodies.read("{\"at\":\"2026-03-01T03:00:00Z\"," + fields + "}")).isEqualTo(first);
    assertThat(bodies.read("{\"at\":\"2026-03-01T03:00:00Z\"," + fields + ",\"new\":1}"))
        .isEqualTo(first);
  }

  @Test
  void aTimeThatIsNoneIsRefusedThoughTheRestIsKnown() {
    String rest =
        "\",\"alert\":{\"name\":\"Slow\",\"fingerprint\":\"f\"},\"place\":{},\"urgency\":\"page\","
            + "\"fate\":\"notified\"}";
    bodies.read("{\"at\":\"2026-03-01T03:00:00Z" + rest);

    assertThatThrownBy(() -> bodies.read("{\"at\":\"yesterday" + rest))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("/at");
  }
}
