package io.runbookmemory.store.replica;

import static io.runbookmemory.store.replica.Replicas.await;
import static io.runbookmemory.store.replica.Replicas.awaitCopyOf;
import static io.runbookmemory.store.replica.Replicas.titles;
import static io.runbookmemory.store.replica.Replicas.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ClosingTest {

  @TempDir Path temp;
  private final FlakyStore server = new FlakyStore();
  private Replicas replicas;

  @BeforeEach
  void replicas() {
    replicas = new Replicas(temp.resolve("replica"));
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("arm-replica") || name.startsWith("arm-shared"))
        .toList();
  }

  private static Duration timeOf(Runnable action) {
    long begin = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Test
  void itLeavesNoThread() {
    await(() -> threads().isEmpty());
    try (ReplicatedMemoryStore replica = replicas.of(server::identified).open()) {
      write(replica, "a");
      assertThat(titles(replica)).containsExactly("a");
      assertThat(threads()).contains("arm-replica");
    }
    await(() -> threads().isEmpty());
  }

  @Test
  void itDoesNotWaitForAnInterval() {
    ReplicatedMemoryStore replica =
        replicas.of(server::identified).interval(Duration.ofDays(1)).open();
    assertThat(titles(replica)).isEmpty();
    awaitCopyOf(server, replica);

    assertThat(timeOf(replica::close)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void itDoesNotWaitForAStoreThatHangs() {
    ReplicatedMemoryStore replica =
        replicas.of(server::identified).answerWithin(Duration.ofMillis(50)).open();
    assertThat(titles(replica)).isEmpty();
    server.hang();
    assertThat(titles(replica)).isEmpty();

    assertThat(timeOf(replica::close)).isLessThan(Duration.ofSeconds(30));
    await(() -> threads().isEmpty());
  }

  @Test
  void afterClosingEveryCallSaysSo() {
    ReplicatedMemoryStore replica = replicas.of(server::identified).open();
    MemoryReader reader = replica.reader(Tenant.DEFAULT);
    replica.close();
    replica.close();

    assertThatThrownBy(reader::stats).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> write(replica, "a")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(replica::space).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aDirectoryIsOneReplicasAlone() {
    try (ReplicatedMemoryStore replica = replicas.of(server::identified).open()) {
      assertThat(titles(replica)).isEmpty();
      assertThatThrownBy(() -> replicas.of(server::identified).open())
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("directory of its own");
    }
    replicas.of(server::identified).open().close();
  }

  @Test
  void aFileIsNoDirectory() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "text");
    assertThatThrownBy(() -> new Replicas(file).of(server::identified).open())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aSharedStoreThatCanNeverBeOpenedIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                replicas
                    .of(
                        () -> {
                          throw new ConfigurationException("the server", "no such database");
                        })
                    .open())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("no such database");
    await(() -> threads().isEmpty());
    replicas.of(server::identified).open().close();
  }

  @Test
  void nonsenseIsRefused() {
    ReplicatedMemoryStore.Builder builder = replicas.of(server::identified);
    assertThatThrownBy(() -> builder.interval(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("interval must be");
    assertThatThrownBy(() -> builder.answerWithin(Duration.ofDays(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT48H");
    assertThatThrownBy(() -> builder.tenants(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
