package io.runbookmemory.memory.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.Usage;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageJsonTest {

  @Test
  void whatWasWrittenIsReadBackEqual() {
    Usage usage =
        new Usage(
            1,
            2,
            3,
            Long.MAX_VALUE,
            Instant.parse("2026-05-12T02:41:00.000001Z"),
            Map.of("a.b \"c\" 🚒", new StepUsage(1, 2, 3, 4), "", StepUsage.NONE));

    assertThat(UsageJson.read(UsageJson.write(usage))).isEqualTo(usage);
    assertThat(UsageJson.read(UsageJson.write(Usage.NONE))).isEqualTo(Usage.NONE);
    assertThat(UsageJson.read("{}")).isEqualTo(Usage.NONE);
  }

  @Test
  void whatIsWrongIsAnInvalidInput() {
    assertThatThrownBy(() -> UsageJson.read("{\"recalls\":-1}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> UsageJson.read("{\"steps\":{\"a\":{\"tried\":-2}}}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("-2");
    assertThatThrownBy(() -> UsageJson.read("{\"steps\":{\"a\":{\"tried\":\"x\"}}}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("steps.a.tried");
  }
}
