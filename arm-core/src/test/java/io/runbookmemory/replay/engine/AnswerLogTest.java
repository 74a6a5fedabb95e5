package io.runbookmemory.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.replay.incident.IncidentFile;
import io.runbookmemory.replay.incident.ReplayIncident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay that goes on where it was killed. */
class AnswerLogTest {

  private static final Instant NIGHT = Instant.parse("2026-03-14T02:00:00Z");
  private static final int INCIDENTS = 130;

  @TempDir Path temp;

  private final HashingModel model = new HashingModel();
  private final AtomicInteger opened = new AtomicInteger();

  private static ReplayIncident incident(int number, String title) {
    Instant at = NIGHT.plus(Duration.ofHours(number));
    return IncidentFile.read(
        "I" + number,
        """
        {"format": 1, "id": "I%03d", "title": "%s", "window": {"from": "%s", "to": "%s"},
         "alerts": [{"labels": {"alertname": "A%d", "service": "s%d"},
                     "annotations": {"summary": "%s"}, "firedAt": "%s"}],
         "actions": [{"at": "%s", "text": "raised it", "outcome": "RESOLVED"}],
         "known": [{"memory": {"title": "%s", "createdAt": "%s",
           "provenance": {"source": "wiki", "key": "RB-%d"},
           "content": {"kind": "note", "text": "%s"}}}],
         "expect": {"recalls": ["RB-%d"], "firstCorrectAction": {"action": 0, "memory": "RB-%d"}}}
        """
            .formatted(
                number,
                title,
                at,
                at.plusSeconds(7200),
                number,
                number % 7,
                title,
                at,
                at.plusSeconds(600),
                title,
                at.minusSeconds(60),
                number,
                title,
                number,
                number));
  }

  private static List<ReplayIncident> incidents() {
    List<ReplayIncident> incidents = new ArrayList<>();
    for (int i = 0; i < INCIDENTS; i++) {
      incidents.add(incident(i, "pool " + i % 11 + " of node " + i + " exhausted"));
    }
    return incidents;
  }

  private ReplayEngine engine(int threads) {
    return new ReplayEngine(
        ReplaySettings.DEFAULT.withThreads(threads),
        new PassageEmbedder(model),
        (known, clock) -> {
          opened.incrementAndGet();
          RunbookMemory memory =
              RunbookMemory.builder(known).model(model).clock(clock).countRecalls(false).build();
          return Responder.judging(memory::plan, memory::close);
        });
  }

  /** Stops as a killed process does: nothing is written after that. */
  private static final class Killed extends IllegalStateException {
    private static final long serialVersionUID = 1L;
  }

  private void runUntil(int asked, Path file) {
    try (AnswerLog log = AnswerLog.open(file, "test")) {
      assertThatThrownBy(
              () ->
                  engine(1)
                      .resuming(log)
                      .run(
                          incidents(),
                          done -> {
                            if (done == asked) {
                              throw new Killed();
                            }
                          }))
          .isInstanceOf(Killed.class);
    }
  }

  @Test
  void aKilledRunGoesOnAndSaysWhatAnUninterruptedOneDoes() throws IOException {
    String whole = engine(1).run(incidents(), done -> {}).toJson();
    Path file = temp.resolve("answers.jsonl");
    runUntil(77, file);
    assertThat(Files.readAllLines(file)).hasSize(77);
    Files.writeString(file, "{\"key\": \"cut in the mid", StandardOpenOption.APPEND);
    opened.set(0);
    List<Long> told = new ArrayList<>();
    try (AnswerLog log = AnswerLog.open(file, "test")) {
      assertThat(engine(1).resuming(log).run(incidents(), told::add).toJson()).isEqualTo(whole);
    }
    assertThat(opened).hasValue(INCIDENTS - 77);
    assertThat(told).first().isEqualTo(77L);
    assertThat(told).last().isEqualTo((long) INCIDENTS);
    opened.set(0);
    try (AnswerLog log = AnswerLog.open(file, "test")) {
      assertThat(engine(2).resuming(log).run(incidents(), done -> {}).toJson()).isEqualTo(whole);
    }
    assertThat(opened).hasValue(0);
  }

  @Test
  void oneTwoAndEightThreadsSayTheSame() {
    ReplayReport one = engine(1).run(incidents(), done -> {});
    assertThat(one.recallAtK()).isPositive();
    for (int threads : new int[] {2, 8}) {
      ReplayReport more = engine(threads).run(incidents(), done -> {});
      assertThat(more.toJson()).isEqualTo(one.toJson());
      assertThat(more.incidents()).isEqualTo(one.incidents());
    }
  }

  @Test
  void whatChangedIsAskedAgain() {
    Path file = temp.resolve("answers.jsonl");
    List<ReplayIncident> incidents = incidents();
    try (AnswerLog log = AnswerLog.open(file, "test")) {
      engine(1).resuming(log).run(incidents, done -> {});
      // What the hundredth tells was known to those after it, and to nobody before.
      incidents.set(100, incident(100, "certificate expired"));
      opened.set(0);
      String again = engine(1).resuming(log).run(incidents, done -> {}).toJson();
      assertThat(opened).hasValue(30);
      assertThat(again).isEqualTo(engine(1).run(incidents, done -> {}).toJson());
    }
    try (AnswerLog other = AnswerLog.open(file, "another model")) {
      opened.set(0);
      engine(1).resuming(other).run(incidents, done -> {});
      assertThat(opened).hasValue(INCIDENTS);
    }
  }

  @Test
  void aFileOfSomethingElseIsRefused() throws IOException {
    Path file = Files.writeString(temp.resolve("notes.txt"), "my notes\nare here\n");
    assertThatThrownBy(() -> AnswerLog.open(file, "test"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no file of answers");
    assertThat(file).hasContent("my notes\nare here\n");

    Files.writeString(file, "{\"incidents\":[]}");
    assertThatThrownBy(() -> AnswerLog.open(file, "basis"))
        .hasMessageContaining("no file of answers");
    assertThat(file).hasContent("{\"incidents\":[]}");
  }
}
