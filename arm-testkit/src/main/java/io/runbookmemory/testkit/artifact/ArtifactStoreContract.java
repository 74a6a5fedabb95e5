package io.runbookmemory.testkit.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.store.artifact.ArtifactId;
import io.runbookmemory.store.artifact.ArtifactStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of artifacts does. A test class implements it and gets its tests. */
public interface ArtifactStoreContract {

  /** The SHA-256 of "abc", as FIPS 180-2 gives it in its appendix B.1. */
  ArtifactId ABC =
      new ArtifactId("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

  /**
   * Returns the store, empty at the begin of each test.
   *
   * @param maxBytes the size of the largest artifact that it takes
   * @return the same artifacts at each call within a test
   */
  ArtifactStore artifacts(long maxBytes);

  /** What is put is there under the SHA-256 of its bytes. */
  @Test
  default void whatIsPutIsThereUnderItsHash() {
    ArtifactStore store = artifacts(1_000);
    assertThat(store.exists(ABC)).isFalse();
    assertThat(store.get(ABC)).isEmpty();

    assertThat(store.put("abc".getBytes(UTF_8))).isEqualTo(ABC);

    assertThat(store.exists(ABC)).isTrue();
    assertThat(store.get(ABC)).hasValue("abc".getBytes(UTF_8));
    assertThat(artifacts(1_000).get(ABC)).hasValue("abc".getBytes(UTF_8));
  }

  /** Putting again changes nothing, and nothing is an artifact too. */
  @Test
  default void theSameBytesHaveOneNameAndNoBytesHaveOneToo() {
    ArtifactStore store = artifacts(1_000);

    assertThat(store.put("abc".getBytes(UTF_8))).isEqualTo(store.put("abc".getBytes(UTF_8)));
    assertThat(store.get(store.put(new byte[0]))).hasValue(new byte[0]);
  }

  /** What a caller does with the bytes does not reach the store. */
  @Test
  default void theBytesThatAreHandedOutAreTheCallersOwn() {
    ArtifactStore store = artifacts(1_000);
    byte[] bytes = "abc".getBytes(UTF_8);
    store.put(bytes);
    bytes[0] = 'x';
    store.get(ABC).orElseThrow()[1] = 'x';

    assertThat(store.get(ABC)).hasValue("abc".getBytes(UTF_8));
  }

  /** The limit holds to the byte, and what is above it leaves nothing behind. */
  @Test
  default void whatIsTooLargeIsRefusedWhole() {
    ArtifactStore store = artifacts(200_000);
    byte[] largest = new byte[200_000];
    byte[] larger = new byte[200_001];

    assertThat(store.maxBytes()).isEqualTo(200_000);
    assertThat(store.get(store.put(largest))).hasValue(largest);
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> store.put(larger))
        .withMessageContaining("must have at most 200000 bytes");
    assertThat(store.exists(ArtifactId.of(larger))).isFalse();
  }

  /**
   * A stream that breaks off is no artifact.
   *
   * @throws IOException never
   */
  @Test
  default void aStreamThatBreaksOffLeavesNothingBehind() throws IOException {
    ArtifactStore store = artifacts(1_000);
    InputStream gone = InputStream.nullInputStream();
    gone.close();
    InputStream broken =
        new SequenceInputStream(new ByteArrayInputStream("abc".getBytes(UTF_8)), gone);

    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> store.put(broken))
        .withMessageContaining("Stream closed");
    assertThat(store.exists(ABC)).isFalse();
  }

  /**
   * Many may put the same at once.
   *
   * @throws InterruptedException if the test is ended
   * @throws ExecutionException if a thread could not put
   */
  @Test
  default void manyMayPutTheSameAtOnce() throws InterruptedException, ExecutionException {
    ArtifactStore store = artifacts(1_000);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<ArtifactId>> puts =
          IntStream.range(0, 64)
              .mapToObj(i -> threads.submit(() -> store.put("abc".getBytes(UTF_8))))
              .toList();
      for (Future<ArtifactId> put : puts) {
        assertThat(put.get()).isEqualTo(ABC);
      }
    }
    assertThat(store.get(ABC)).hasValue("abc".getBytes(UTF_8));
  }
}
