package io.runbookmemory.guard.redact.replace;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.guard.redact.RedactionRules;
import io.runbookmemory.guard.redact.SecretScanner;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRedactionTest {

  private static final String KEY =
      "-----BEGIN PRIVATE KEY-----\n"
          + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n".repeat(20)
          + "-----END PRIVATE KEY-----";

  private static String filtered(Reader in) throws IOException {
    StringWriter out = new StringWriter();
    new StreamRedaction(new Numbering(new SecretScanner(RedactionRules.builder().build())))
        .copy(in, out);
    return out.toString();
  }

  /** Gives a text in pieces of any length, as a pipe does. */
  private static Reader inPieces(String text, Random random) {
    return new StringReader(text) {
      @Override
      public int read(char[] buffer, int offset, int length) throws IOException {
        return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(40)));
      }
    };
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void howeverItComesTheStreamIsRedactedAsOneText(long seed) throws IOException {
    String text =
        ("ask bob@example.com\n" + KEY + "\npassword=hunter2 10.1.2.3\nplain\n").repeat(3)
            + "amy@example.com, no line break";

    String expected =
        "ask [EMAIL_1]\n[PRIVATE_KEY_1]\npassword=[SECRET_1] [IP_1]\nplain\n".repeat(3)
            + "[EMAIL_2], no line break";
    assertThat(filtered(inPieces(text, new Random(seed)))).as("seed %d", seed).isEqualTo(expected);
  }

  @Test
  void aLineIsWrittenBeforeTheNextOneComes() throws IOException {
    StringWriter out = new StringWriter();
    Reader in =
        new Reader() {
          private int calls;

          @Override
          public int read(char[] buffer, int offset, int length) {
            if (calls == 1) {
              assertThat(out.toString()).isEqualTo("ask [EMAIL_1]\n");
            }
            String line = calls++ == 0 ? "ask bob@example.com\nha" : "lf\n";
            line.getChars(0, line.length(), buffer, offset);
            return calls > 2 ? -1 : line.length();
          }

          @Override
          public void close() {}
        };

    new StreamRedaction(new Numbering(new SecretScanner(RedactionRules.builder().build())))
        .copy(in, out);

    assertThat(out.toString()).isEqualTo("ask [EMAIL_1]\nhalf\n");
  }

  @Test
  void aKeyThatNeverEndsAndALineOfMegabytesGoThrough() throws IOException {
    String endless = "-----BEGIN PRIVATE KEY-----\n" + "no key\n".repeat(400_000);
    String line = "word ".repeat(700_000) + "bob@example.com";

    assertThat(filtered(new StringReader(endless)))
        .isEqualTo("[PRIVATE_KEY_1]\n" + "no key\n".repeat(400_000));
    assertThat(filtered(new StringReader(line))).isEqualTo("word ".repeat(700_000) + "[EMAIL_1]");
  }
}
