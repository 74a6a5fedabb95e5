package io.runbookmemory.oncall.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.tool.ToolEffect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CommandReadingTest {

  /** A labelled command: R looks, D does not surely look, - is none. */
  private record Labelled(String label, String language, String code) {

    static Labelled of(String line) {
      List<String> parts = List.of(line.split("\\|", 3));
      String code = parts.get(2).replace("\\n", "\n").replace("\\\\", "\\");
      return new Labelled(parts.get(0), parts.get(1), code);
    }
  }

  private static List<Labelled> labelled() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CommandReadingTest.class.getResourceAsStream("commands.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(Labelled::of)
          .toList();
    }
  }

  private static String read(Labelled one) {
    Optional<ToolEffect> effect =
        CommandReading.effect(one.language().isEmpty() ? null : one.language(), one.code());
    return effect.map(it -> it == ToolEffect.READ_ONLY ? "R" : "D").orElse("-");
  }

  @Test
  void theLabelledCommandsAreReadAsLabelled() throws IOException {
    List<Labelled> all = labelled();
    List<String> wrong = new ArrayList<>();
    for (Labelled one : all) {
      if (!read(one).equals(one.label())) {
        wrong.add(one.toString());
      }
    }
    assertThat(all).hasSizeGreaterThan(160);
    assertThat(wrong).isEmpty();
  }

  /** Whatever looks does so no longer with something that acts beside it. */
  @Test
  void aCommandThatLooksHidesNoneThatActs() throws IOException {
    List<Labelled> looking =
        labelled().stream()
            .filter(it -> it.label().equals("R") && it.language().matches("bash|sh|"))
            .toList();
    List<String> joints = List.of("; ", " && ", " || ", " | xargs ", "\n", " & ");
    for (Labelled one : looking) {
      for (String joint : joints) {
        String code = one.code() + joint + "rm -rf /data";
        assertThat(read(new Labelled("D", "bash", code))).as(code).isEqualTo("D");
      }
      String written = one.code() + " > /etc/app.conf";
      assertThat(read(new Labelled("D", "bash", written))).as(written).isEqualTo("D");
    }
  }

  @Test
  void anythingIsReadWithoutFailing() {
    Random random = new Random(7);
    String letters = "ab $(){}<>|&;'\"`\\\n#-=*/kubectl get rm";
    for (int run = 0; run < 20_000; run++) {
      StringBuilder code = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        code.append(letters.charAt(random.nextInt(letters.length())));
      }
      for (String language : List.of("bash", "sql")) {
        assertThat(CommandReading.effect(language, code.toString()).isEmpty())
            .as("seed 7, run %d: %s", run, code)
            .isEqualTo(code.toString().isBlank());
      }
    }
  }
}
