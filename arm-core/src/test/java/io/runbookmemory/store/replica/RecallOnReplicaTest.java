package io.runbookmemory.store.replica;

import static io.runbookmemory.fixture.Corpus.question;
import static io.runbookmemory.fixture.Corpus.titles;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.note;
import static io.runbookmemory.store.replica.Replicas.await;
import static io.runbookmemory.store.replica.Replicas.awaitCopyOf;
import static io.runbookmemory.store.replica.Replicas.awaitUp;
import static io.runbookmemory.store.replica.Replicas.reader;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.Corpus;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.recall.Degradation;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.store.Staleness;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a recall says whose store is down, and which has a copy of it. */
@Timeout(120)
class RecallOnReplicaTest {

  private static final String QUESTION = "disk full, log rotation stopped, partition overflowed";

  @TempDir Path directory;
  private final FlakyStore server = new FlakyStore();
  private Replicas replicas;

  @BeforeEach
  void remember() {
    replicas = new Replicas(directory.resolve("replica"));
    try (Corpus corpus = new Corpus(server.itself(), new HashingModel())) {
      corpus
          .addUnrelated()
          .add(note("Disk full", "Log rotation stopped and the audit partition overflowed"));
    }
  }

  @Test
  void itComesFromTheCopyAndSaysAsOfWhen() {
    try (ReplicatedMemoryStore replica = replicas.of(server::identified).open();
        Corpus corpus = new Corpus(replica, new HashingModel())) {
      Recall fresh = corpus.recall(QUESTION);
      awaitCopyOf(server, replica);
      server.down(true);

      Recall stale = corpus.recall(QUESTION);

      assertThat(fresh.degraded()).isEmpty();
      assertThat(fresh.staleness()).isNull();
      assertThat(titles(stale)).isEqualTo(titles(fresh)).containsExactly("Disk full");
      assertThat(stale.strength()).isEqualTo(fresh.strength()).isNotEqualTo(Strength.TRIAGE);
      assertThat(stale.degraded()).containsExactly(Degradation.STORE_STALE);
      assertThat(stale.staleness()).isEqualTo(new Staleness(NOW));

      server.down(false);
      awaitUp(replica);
      assertThat(corpus.recall(QUESTION).degraded()).isEmpty();
    }
  }

  @Test
  void aStoreThatHangsLeavesTimeForTheCopy() {
    try (ReplicatedMemoryStore replica =
            replicas.of(server::identified).answerWithin(Duration.ofMillis(200)).open();
        Corpus corpus = new Corpus(replica, new HashingModel())) {
      assertThat(reader(replica).tenant()).isEqualTo(Tenant.DEFAULT);
      awaitCopyOf(server, replica);
      server.hang();

      Recall recall = corpus.recall(question(QUESTION).deadline(Duration.ofSeconds(3)).build());

      assertThat(titles(recall)).containsExactly("Disk full");
      assertThat(recall.degraded()).containsExactly(Degradation.STORE_STALE);
      server.goOn();
    }
  }

  @Test
  void aCopyThatIsNotCompleteIsNoWorseThanNothingAndSaysSo() {
    server.down(true);
    try (ReplicatedMemoryStore replica = replicas.of(server::identified).open();
        Corpus corpus = new Corpus(replica, new HashingModel())) {
      Recall recall = corpus.recall(QUESTION);

      assertThat(recall.strength()).isEqualTo(Strength.TRIAGE);
      assertThat(recall.degraded()).containsExactly(Degradation.STORE_INCOMPLETE);
      assertThat(recall.staleness()).isEqualTo(Staleness.INCOMPLETE);

      server.down(false);
      awaitUp(replica);
      await(() -> titles(corpus.recall(QUESTION)).contains("Disk full"));
    }
  }
}
