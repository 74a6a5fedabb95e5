package io.runbookmemory.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextRangeTest {

  @Test
  void aRangeIsHalfOpen() {
    assertThat(new TextRange(1, 3).in("abcd")).isEqualTo("bc");
  }

  @Test
  void aRangeIsNeverEmptyOrBeforeTheText() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextRange(2, 2))
        .withMessage("end must be more than start, got start 2 and end 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextRange(-1, 2))
        .withMessage("start must be at least 0, got -1");
  }

  @Test
  void aRangeOfALongerTextIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextRange(1, 5).in("abcd"))
        .withMessage("the text must have at least 5 characters, got 4");
  }
}
