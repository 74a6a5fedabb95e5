package io.runbookmemory.testkit.replay;

import static io.runbookmemory.testkit.replay.ReplayAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenFileTest {

  private static final String BEFORE = "# Pages\n\na\nb\nc\nd\ne\nf\n";

  @TempDir Path temp;
  private Path golden = Path.of("");

  @BeforeEach
  void aFileIsCheckedIn() throws IOException {
    golden = Files.writeString(temp.resolve("report.md"), BEFORE);
  }

  private GoldenFile file(@Nullable String mode, String ci) {
    return new GoldenFile(golden, mode, Map.of("CI", ci), temp.resolve("out"));
  }

  @Test
  void theSameTextIsFineWhateverItsLineBreaks() throws IOException {
    Files.writeString(golden, BEFORE.replace("\n", "\r\n"));

    assertThat(file(null, "").differs(BEFORE.stripTrailing())).isEmpty();
    assertThat(temp.resolve("out")).doesNotExist();
  }

  @Test
  void anotherTextIsShownAsADiffWithHowToAcceptIt() throws IOException {
    String now = BEFORE.replace("d\n", "D\nD2\n");

    assertThat(file(null, "").differs(now))
        .hasValue(
            """
            the report is not the one in %s:
            --- %s
            +++ now
            @@ -3,6 +3,7 @@
             a
             b
             c
            -d
            +D
            +D2
             e
             f
            What came is in %s; to accept it run the test with -Darm.golden=update and check the\
             file in.\
            """
                .formatted(golden, golden, temp.resolve("out/report.md.actual")));
    assertThat(temp.resolve("out/report.md.actual")).hasContent(now);
    assertThat(golden).hasContent(BEFORE);
  }

  @Test
  void aFileThatIsMissingFailsAndIsNotWrittenBesideTheSource() throws IOException {
    Files.delete(golden);

    assertThat(file(null, "").differs(BEFORE).orElseThrow())
        .startsWith(golden + " is not there\nWhat came is in ")
        .contains("-Darm.golden=update");
    assertThat(golden).doesNotExist();
    assertThat(temp.resolve("out/report.md.actual")).hasContent(BEFORE);
  }

  @Test
  void anUpdateWritesTheFileAnewButNotInCi() {
    assertThat(file("update", "true").differs("other").orElseThrow())
        .contains("CI=true, where nothing is accepted", "-# Pages", "+other");
    assertThat(golden).hasContent(BEFORE);

    assertThat(file("update", "").differs("other")).isEmpty();
    assertThat(golden).hasContent("other\n");
    assertThat(file(null, "").differs("other")).isEmpty();
  }

  @Test
  void anotherModeIsRefused() {
    assertThatThrownBy(() -> file("yes", ""))
        .hasMessage("arm.golden must be update or absent, got yes");
  }

  @Test
  void aReportIsComparedAsMarkdownOrJson() throws IOException {
    IncidentReplay replay =
        IncidentReplay.of(Path.of("src/test/resources/replay/night/inc-7.json"));
    Path json = Files.writeString(temp.resolve("report.json"), replay.report().toJson());
    Files.writeString(golden, replay.report().toMarkdown());

    assertThat(replay.report()).matchesGolden(golden).matchesGolden(json);
    Files.writeString(golden, replay.report().toMarkdown().replace("pages | 1", "pages | 7"));
    assertThatThrownBy(() -> assertThat(replay.report()).matchesGolden(golden))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-| pages | 7")
        .hasMessageContaining("+| pages | 1");
    assertThatThrownBy(() -> assertThat(replay.report()).matchesGolden(temp.resolve("a.txt")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("*.md or *.json");
  }
}
