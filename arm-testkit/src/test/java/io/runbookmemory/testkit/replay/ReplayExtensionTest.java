package io.runbookmemory.testkit.replay;

import static io.runbookmemory.testkit.replay.CountingSetup.CLOSED_MODELS;
import static io.runbookmemory.testkit.replay.CountingSetup.CLOSED_STORES;
import static io.runbookmemory.testkit.replay.CountingSetup.MODELS;
import static io.runbookmemory.testkit.replay.CountingSetup.STORES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.store.Filter;
import io.runbookmemory.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The extension, on the JUnit Platform's launcher: what runs, under which name, and what fails. */
class ReplayExtensionTest {

  static class EachFile {
    @ReplayTest("replay/night/*.json")
    void replays(IncidentReplay replay) {
      assertThat(replay.incidents()).hasSize(1);
    }
  }

  @Test
  void eachFileIsARunUnderItsIdAndTitle() {
    Launched launched = Launched.of(EachFile.class);

    assertThat(launched.started)
        .containsExactly("INC-7 checkout answers 503", "INC-8 a build node is full");
    assertThat(launched.failures).isEmpty();
  }

  static class NoFile {
    @ReplayTest("replay/nights/*.json")
    void replays(IncidentReplay replay) {}
  }

  static class NothingInTheFolder {
    @ReplayTest("replay/night/*.yaml")
    void replays(IncidentReplay replay) {}
  }

  @Test
  void noFileIsAnErrorThatSaysWhereItLooked() {
    assertThat(Launched.of(NoFile.class).failures)
        .singleElement()
        .asString()
        .contains("no incident file matches replay/nights/*.json")
        .contains("the class path, which has no folder \"replay/nights\"")
        .contains("arm-testkit/replay/nights (not there)");
    assertThat(Launched.of(NothingInTheFolder.class).failures)
        .singleElement()
        .asString()
        .containsPattern("class path: /.*/replay/night\n");
  }

  static class OneBroken {
    @ReplayTest("replay/broken/*.json")
    void takesNothing() {}
  }

  @Test
  void aFileThatBreaksARuleFailsItsOwnRunWithLineAndPath() {
    Launched launched = Launched.of(OneBroken.class);

    assertThat(launched.started).hasSize(2).anyMatch(name -> name.startsWith("INC-8 "));
    assertThat(launched.failures)
        .singleElement()
        .asString()
        .contains("replay/broken/inc-9.json:7: /alerts/0/firedAt: must be a time with its offset");
  }

  static class FromFolders {
    @ReplayTest("file:src/test/resources/replay/night/inc-7.json")
    void fromAFile(IncidentReplay replay) {}

    @ReplayTest("src/test/resources/**/inc-8.json")
    void withoutAPrefix(IncidentReplay replay) {}
  }

  @Test
  void filesAreFoundInTheWorkingDirectoryToo() {
    Launched launched = Launched.of(FromFolders.class);

    assertThat(launched.started).filteredOn(name -> name.startsWith("INC-7")).hasSize(1);
    assertThat(launched.started).filteredOn(name -> name.startsWith("INC-8")).hasSize(2);
    assertThat(launched.failures).isEmpty();
  }

  @Replay("replay/night/*.json")
  static class Plain {
    @Test
    void replaysTheClasses(IncidentReplay replay) {
      assertThat(replay.incidents()).hasSize(2);
    }

    @Test
    @Replay("replay/night/inc-7.json")
    void replaysItsOwn(IncidentReplay replay) {
      assertThat(replay.incidents()).hasSize(1);
    }

    @Nested
    class Inner {
      @Test
      void replaysThoseAroundIt(IncidentReplay replay) {
        assertThat(replay.incidents()).hasSize(2);
      }

      @ReplayTest("replay/night/inc-7.json")
      void replaysItsOwn(IncidentReplay replay) {
        assertThat(replay.incidents()).hasSize(1);
      }
    }
  }

  @Test
  void plainAndNestedTestsTakeTheIncidentsThatStandNearest() {
    Launched launched = Launched.of(Plain.class);

    assertThat(launched.failures).isEmpty();
    assertThat(launched.started).hasSize(4);
  }

  @ExtendWith(ReplayExtension.class)
  static class Alone {
    @Test
    void hasAnEmptyMemoryAndAClock(RunbookMemory memory, ManualClock clock) {
      assertThat(memory.memories().count(Filter.everything())).isZero();
      memory.remember("checkout answered 503, raising max connections helped");
      clock.advance(Duration.ofDays(1));
      assertThat(memory.recall("checkout 503").recollections()).hasSize(1);
    }

    @Test
    void hasNoReplay(IncidentReplay replay) {}
  }

  @ExtendWith(ReplayExtension.class)
  static class InAConstructor {
    InAConstructor(RunbookMemory memory) {}

    @Test
    void never() {}
  }

  @Test
  void whatCannotBeHandedIsRefusedWithWhatToDo() {
    Launched alone = Launched.of(Alone.class);
    assertThat(alone.started).hasSize(2);
    assertThat(alone.failures).singleElement().asString().contains("@Replay(", "@ReplayTest(");
    assertThat(Launched.of(InAConstructor.class).failures)
        .singleElement()
        .asString()
        .contains("RunbookMemory belongs to one test: take it in a test, @BeforeEach");
  }

  @Replay("replay/night/inc-7.json")
  static class Known {
    @Test
    void knowsWhatWasKnownWhenItBegan(RunbookMemory memory, ManualClock clock) {
      assertThat(clock.instant()).isEqualTo("2026-03-14T02:47:00Z");
      assertThat(memory.recall("CheckoutErrors").recollections().getFirst().memory().title())
          .startsWith("Database pool");
    }
  }

  @Test
  void memoryHoldsWhatWasKnownThen() {
    assertThat(Launched.of(Known.class).failures).isEmpty();
  }

  @Replay(value = "replay/night/inc-7.json", setup = CountingSetup.class)
  @TestInstance(PER_CLASS)
  static class Configured {

    final Set<RunbookMemory> seen = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void takesTheSame(RunbookMemory memory) {
      assertThat(seen.add(memory)).isTrue();
    }

    @Test
    void one(RunbookMemory memory) {
      assertThat(seen).contains(memory);
    }

    @Test
    void two(RunbookMemory memory, IncidentReplay replay) {
      assertThat(seen).contains(memory);
      assertThat(replay.pages()).hasSize(1);
    }

    @ReplayTest("replay/night/*.json")
    void three(RunbookMemory memory, IncidentReplay replay) {
      assertThat(seen).contains(memory);
      assertThat(replay.report().incidents()).hasSize(1);
    }
  }

  @Test
  void eachTestHasItsOwnMemoryAndARunOneModelAlsoInParallel() {
    for (String parallel : List.of("false", "true")) {
      Stream.of(MODELS, CLOSED_MODELS, STORES, CLOSED_STORES).forEach(count -> count.set(0));
      Launched launched =
          Launched.of(
              Configured.class,
              Map.of(
                  "junit.jupiter.execution.parallel.enabled",
                  parallel,
                  "junit.jupiter.execution.parallel.mode.default",
                  "concurrent"));

      assertThat(launched.failures).as("parallel " + parallel).isEmpty();
      assertThat(launched.started).hasSize(4);
      assertThat(STORES).hasValue(4);
      assertThat(CLOSED_STORES).hasValue(4);
      assertThat(MODELS).hasValue(1);
      assertThat(CLOSED_MODELS).hasValue(1);
    }
  }
}
