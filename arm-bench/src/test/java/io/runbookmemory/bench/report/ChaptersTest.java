package io.runbookmemory.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.runbookmemory.bench.Bench;
import io.runbookmemory.bench.report.Chapter.Plan;
import io.runbookmemory.bench.report.Run.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChaptersTest {

  private static final Map<Place, String> PLACES = new EnumMap<>(Place.class);

  static {
    for (Place place : Place.values()) {
      PLACES.put(place, "somewhere");
    }
  }

  private static Duration together(Form form) {
    return Chapters.all().stream()
        .filter(chapter -> chapter.plans().containsKey(form))
        .map(chapter -> plan(chapter, form).estimate())
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Plan plan(Chapter chapter, Form form) {
    return java.util.Objects.requireNonNull(chapter.plans().get(form));
  }

  @Test
  void everyRunIsAProgramWithItsOwnOptions() {
    for (Chapter chapter : Chapters.all()) {
      chapter
          .plans()
          .forEach(
              (form, plan) ->
                  plan.runs()
                      .forEach(
                          run ->
                              assertThatCode(() -> parse(run))
                                  .as("%s of %s", form, chapter.name())
                                  .doesNotThrowAnyException()));
    }
  }

  private static void parse(Run run) {
    List<String> arguments = run.filled(PLACES);
    assertThat(arguments).noneMatch(argument -> argument.contains("{"));
    Bench.commandLine().parseArgs(arguments.toArray(String[]::new));
  }

  @Test
  void theDaemonIsStartedAsItsUnitStartsIt() {
    assertThat(Path.of("..", "deploy", "systemd", "arm.service"))
        .content()
        .contains("java " + Places.DAEMON_OPTIONS);
  }

  @Test
  void aChapterIsNamedThoughAProgramHasItsName() {
    for (Chapter chapter : Chapters.all()) {
      assertThatCode(() -> Bench.commandLine().parseArgs("--only", chapter.name()))
          .as(chapter.name())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void eachNameIsGivenOnceAndEachChapterDecidesSomething() {
    assertThat(Chapters.all()).extracting(Chapter::name).doesNotHaveDuplicates();
    assertThat(Chapters.all()).allMatch(chapter -> !chapter.figures().isEmpty());
    assertThat(Chapters.all()).allMatch(chapter -> chapter.plans().containsKey(Form.FULL));
  }

  @Test
  void theFormsTakeNoLongerThanTheySay() {
    assertThat(together(Form.SMOKE)).isLessThanOrEqualTo(Duration.ofSeconds(90));
    assertThat(together(Form.QUICK)).isLessThanOrEqualTo(Duration.ofMinutes(10));
  }
}
