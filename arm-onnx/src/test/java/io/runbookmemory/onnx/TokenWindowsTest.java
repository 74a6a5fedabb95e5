package io.runbookmemory.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenWindowsTest {

  private static final long FIRST = -1;
  private static final long LAST = -2;

  @Test
  void aTextThatFitsIsItsOwnWindow() {
    long[] ids = text(510);
    assertThat(TokenWindows.of(ids, 512)).containsExactly(ids);
  }

  @ParameterizedTest
  @CsvSource({"511, 2", "1020, 2", "1021, 3", "5100, 10", "5101, 11"})
  void aLongerTextIsCutIntoAsFewWindowsAsCanBe(int content, int windows) {
    assertThat(TokenWindows.of(text(content), 512)).hasSize(windows);
  }

  @ParameterizedTest
  @CsvSource({"511, 512", "1021, 512", "7, 3", "100, 7", "4097, 512"})
  void theWindowsHoldEachTokenOnceInOrderAndAreAboutEquallyLong(int content, int windowTokens) {
    List<long[]> windows = TokenWindows.of(text(content), windowTokens);

    assertThat(windows)
        .allSatisfy(
            window -> {
              assertThat(window).hasSizeLessThanOrEqualTo(windowTokens);
              assertThat(window[0]).isEqualTo(FIRST);
              assertThat(window[window.length - 1]).isEqualTo(LAST);
            });
    assertThat(windows.stream().flatMapToLong(w -> LongStream.of(w).skip(1).limit(w.length - 2L)))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, content).boxed().toList());
    var lengths = windows.stream().mapToInt(w -> w.length).summaryStatistics();
    assertThat(lengths.getMax() - lengths.getMin()).isLessThanOrEqualTo(1);
  }

  private static long[] text(int content) {
    return LongStream.concat(
            LongStream.concat(LongStream.of(FIRST), LongStream.rangeClosed(1, content)),
            LongStream.of(LAST))
        .toArray();
  }
}
