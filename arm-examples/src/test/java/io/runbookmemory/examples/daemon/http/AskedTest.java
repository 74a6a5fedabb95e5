package io.runbookmemory.examples.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AskedTest {

  private static Asked asked(int objects) {
    String body = "{\"x\":[" + "{},".repeat(objects - 1) + "{}]}";
    Asked.Head head = new Asked.Head(Map.of(), Map.of(), name -> List.of());
    return new Asked(head, null, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Two bytes of it are a hundred once they are read. */
  @Test
  void aBodyOfManySmallThingsIsRefused() {
    assertThat(asked(40_000).json().path("x")).hasSize(40_000);
    assertThatThrownBy(() -> asked(60_000).json())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("100000");
  }

  @Test
  void aStormsMessageMayHaveMore() {
    assertThat(asked(60_000).longJson().path("x")).hasSize(60_000);
    assertThatThrownBy(() -> asked(300_000).longJson()).isInstanceOf(InvalidInputException.class);
  }
}
