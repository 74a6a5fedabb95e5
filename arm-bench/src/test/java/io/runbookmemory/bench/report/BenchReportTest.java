package io.runbookmemory.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.bench.report.Chapter.Plan;
import io.runbookmemory.bench.report.Result.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {

  @TempDir private Path folder;

  private final List<String> said = new ArrayList<>();

  /** Chapters that find all but PGlite, and are given so long at most. */
  private record FewPlaces(Duration most) implements Places {

    @Override
    public String missing(Chapter chapter, Plan plan) {
      return chapter.need() == Need.PGLITE ? chapter.need().sentence : "";
    }

    @Override
    public Opened open(Chapter chapter) {
      return new Opened(Map.of(), null);
    }

    @Override
    public Duration limit(Duration usual) {
      return most;
    }
  }

  private BenchReport report(String key, Duration most) {
    Child child = new Child(FakeProgram.class, said::add);
    return new BenchReport(Form.QUICK, folder, new FewPlaces(most), key, child, said::add);
  }

  private BenchReport report(String key) {
    return report(key, Duration.ofMinutes(5));
  }

  private static Chapter chapter(String name, String... arguments) {
    return Chapter.of(name, "What?").in(Form.QUICK, 10, new Run("64m", List.of(arguments)));
  }

  private Chapter counting(String name) {
    return chapter(name, "measure", folder.resolve(name + ".runs").toString());
  }

  private long runs(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name + ".runs")).size();
  }

  @Test
  void whatWasMeasuredIsKeptForTheNextRun() throws Exception {
    List<Chapter> chapters = List.of(counting("one"), counting("two"));
    List<Result> first = report("build 1").run(chapters);
    List<Result> second = report("build 1").run(chapters);

    assertThat(runs("one")).isEqualTo(1);
    assertThat(first).extracting(Result::status).containsOnly(Status.MEASURED);
    assertThat(second).extracting(Result::status).containsOnly(Status.KEPT);
    assertThat(second.getFirst().tables().getFirst().title()).isEqualTo("times");
    assertThat(second.getFirst().tables().getFirst().table())
        .hasToString(first.getFirst().tables().getFirst().table().toString());
    assertThat(said).anyMatch(line -> line.startsWith("[1/2] one: kept"));
  }

  @Test
  void anotherBuildIsMeasuredAnew() throws Exception {
    report("build 1").run(List.of(counting("one")));
    report("build 2").run(List.of(counting("one")));

    assertThat(runs("one")).isEqualTo(2);
  }

  @Test
  void whatWasMeasuredIsForgottenWhenAsked() throws Exception {
    report("build 1").run(List.of(counting("one")));
    BenchReport.forget(folder, folder.resolve("data"));
    report("build 1").run(List.of(counting("one")));
    report("build 1").anew(List.of(counting("one")));

    assertThat(runs("one")).isEqualTo(3);
  }

  @Test
  void aChapterThatFailsIsToldAndTheOthersGoOn() throws Exception {
    List<Chapter> chapters = List.of(chapter("broken", "fail"), counting("after"));
    List<Result> results = report("build 1").run(chapters);

    assertThat(results.getFirst().status()).isEqualTo(Status.FAILED);
    assertThat(results.getFirst().reason())
        .containsExactly("ended with 3; the last it said:", "told to fail", "the disk is full");
    assertThat(results.getLast().status()).isEqualTo(Status.MEASURED);
    assertThat(report("build 1").run(chapters).getFirst().status())
        .as("what failed is not kept")
        .isEqualTo(Status.FAILED);
  }

  @Test
  void aChapterThatHangsIsEndedAndTheOthersGoOn() throws Exception {
    Duration most = Duration.ofSeconds(3);
    Result hung = report("build 1", most).run(List.of(chapter("hung", "hang"))).getFirst();

    assertThat(hung.status()).isEqualTo(Status.FAILED);
    assertThat(hung.reason().getFirst())
        .isEqualTo("was ended, as it took more than 3 s; the last it said:");
    assertThat(report("build 1").run(List.of(counting("after"))).getFirst().status())
        .isEqualTo(Status.MEASURED);
  }

  @Test
  void whatAChapterLacksIsSaidWithHowToGetIt() throws Exception {
    Chapter chapter = counting("one").needs(Need.PGLITE);
    Result result = report("build 1").run(List.of(chapter)).getFirst();

    assertThat(result.status()).isEqualTo(Status.NOT_RUN);
    assertThat(result.reason().getFirst()).contains("npm --prefix arm-jdbc/src/test/npm ci");
    assertThat(folder.resolve("one.runs")).doesNotExist();
  }

  @Test
  void whatChaptersLackIsToldBeforeAnyIsMeasured() throws Exception {
    Chapter there = counting("there");
    Chapter lacking = counting("lacking").needs(Need.PGLITE);
    report("build 1").tellWhatIsMissing(List.of(there, lacking));
    assertThat(said).containsExactly("lacking cannot be measured yet: " + Need.PGLITE.sentence);

    said.clear();
    report("build 1").run(List.of(counting("lacking")));
    said.clear();
    report("build 1").tellWhatIsMissing(List.of(lacking));
    assertThat(said).as("what was measured before needs nothing").isEmpty();
  }

  @Test
  void aChapterThatIsNotPartOfTheFormIsNotRun() throws Exception {
    Chapter chapter =
        Chapter.of("large", "What?").in(Form.FULL, 10, new Run("64m", List.of("hang")));
    Result result = report("build 1").run(List.of(chapter)).getFirst();

    assertThat(result.status()).isEqualTo(Status.NOT_RUN);
    assertThat(result.reason()).containsExactly("not part of --quick");
  }

  @Test
  void onlyTheChaptersThatAreNamedAreRun() {
    List<Chapter> all = List.of(counting("one"), counting("two"));

    assertThat(BenchReport.chosen(all, List.of("two"))).containsExactly(all.getLast());
    assertThat(BenchReport.chosen(all, List.of())).isEqualTo(all);
    assertThatThrownBy(() -> BenchReport.chosen(all, List.of("two", "tree")))
        .hasMessage("--only must name chapters of one, two, got tree");
  }
}
