package io.runbookmemory.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class ExitTest {

  @TempDir Path temp;

  /** ONNX Runtime's own shutdown hook used to free it under the runs. */
  @RepeatedTest(20)
  void aHostThatExitsAmidEmbeddingsEndsWithItsOwnStatusAndItsHookMayEmbed() {
    assertThat(ForkedJvm.exiting(7, temp)).contains("finished=384");
  }
}
