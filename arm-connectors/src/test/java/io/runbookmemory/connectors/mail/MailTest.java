package io.runbookmemory.connectors.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {

  private static Mail to(String address) {
    return new Mail(List.of(address), "Night", "Quiet.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann@example.com\r\nBcc: eve@example.com",
        "ann@example.com\nDATA",
        "ann@example.com\u0000",
        "ann@example.com, eve@example.com",
        "Ann <ann@example.com>",
        "\"ann\"@example.com",
        "<ann@example.com>",
        "ann@exa mple.com",
        "ann@@example.com",
        ".ann@example.com",
        "ann@example.com.",
        "ann@-example.com",
        "änn@example.com",
        "ann",
        "@example.com",
        ""
      })
  void whatIsNoAddressIsRefused(String address) {
    assertThatThrownBy(() -> to(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("to must be an address such as team@example.com")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> MailServer.builder("smtp.example.com", address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from must be");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ann@example.com", "a.n-n+tag@sub.example.co.uk", "o'neil_1@x", "root@127.0.0.1"})
  void anAddressIsTaken(String address) {
    assertThat(to(address).to()).containsExactly(address);
  }

  @Test
  void noSubjectWithALineBreakIsEverTaken() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int[] breaks = {'\r', '\n', 0, 0x0B, 0x0C, 0x85, 0x2028, 0x2029, 0x7F, '\t'};
    for (int i = 0; i < 500; i++) {
      StringBuilder subject = new StringBuilder("Night of checkout, two incidents");
      int at = random.nextInt(subject.length() + 1);
      subject.insert(at, Character.toString(breaks[random.nextInt(breaks.length)]));
      assertThatThrownBy(() -> new Mail(List.of("a@b.c"), subject.toString(), "Quiet."))
          .as("seed %d", seed)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("subject must be one line without control characters, got such at " + at);
    }
    assertThatCode(() -> new Mail(List.of("a@b.c"), "Größe ✓ \uD83D\uDE80", "Quiet."))
        .doesNotThrowAnyException();
  }

  @Test
  void aLetterHasRecipientsASubjectAndAText() {
    List<String> many =
        java.util.stream.IntStream.range(0, 51).mapToObj(i -> "a" + i + "@b.c").toList();
    assertThatThrownBy(() -> new Mail(many, "Night", "Quiet."))
        .hasMessage("to must hold 1 to 50 addresses, got 51");
    assertThatThrownBy(() -> new Mail(List.of(), "Night", "Quiet."))
        .hasMessage("to must hold 1 to 50 addresses, got 0");
    assertThatThrownBy(() -> new Mail(List.of("a@b.c"), " ", "Quiet."))
        .hasMessageContaining("subject must have 1 to 200");
    assertThatThrownBy(() -> new Mail(List.of("a@b.c"), "Night", ""))
        .hasMessageContaining("text must have 1 to 200000");
    assertThat(new Mail(List.of("a@b.c", "a@b.c"), "Night", "Quiet.").to()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.c", "/relative"})
  void aDigestLinksToTheWebAlone(String link) {
    assertThatThrownBy(() -> new Digest.Item("pay", "", URI.create(link)))
        .hasMessageContaining("must be an http or https address");
  }

  @Test
  void aDigestOfNothingIsNone() {
    assertThatThrownBy(() -> new Digest("Night", "", List.of()))
        .hasMessage("a digest must have 1 to 100 items, got 0");
  }
}
