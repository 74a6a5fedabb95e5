package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Holds {@code docs/http-api.md} to what there is. */
@Timeout(120)
class ApiDocsTest {

  private static final Path PAGE = Path.of("../docs/http-api.md");
  private static final Pattern ROUTE = Pattern.compile("`((?:GET|POST|DELETE) /[^` ]*)`");
  private static final Pattern CURL =
      Pattern.compile("curl -s '?http://127.0.0.1:9393/api/v1(/[^ ']*)'?(?:.* -d '([^']*)')?");

  @TempDir Path temp;

  private static Stream<MatchResult> in(String text, Pattern pattern) {
    return pattern.matcher(text).results();
  }

  @Test
  void thePageListsEveryRouteAndItsRole() throws IOException {
    String page = Files.readString(PAGE);
    try (RunningDaemon daemon = RunningDaemon.start(temp, "store: \"memory:\"\n")) {
      List<ApiClient.Described> operations = new ApiClient(daemon).operations();
      assertThat(in(page.substring(page.indexOf("| route |")), ROUTE).map(found -> found.group(1)))
          .containsExactlyInAnyOrderElementsOf(
              operations.stream()
                  .map(one -> one.method() + " " + one.path().substring(ApiClient.ROOT.length()))
                  .toList());
      for (ApiClient.Described one : operations) {
        String route = one.method() + " " + one.path().substring(ApiClient.ROOT.length());
        assertThat(page.lines().filter(line -> line.contains("`" + route + "`")))
            .as(route)
            .anyMatch(line -> line.contains(one.node().path("x-role").asText()));
      }
    }
  }

  @Test
  void theExamplesOfThePageAnswer() throws IOException {
    try (RunningDaemon daemon = RunningDaemon.start(temp, "store: \"memory:\"\n")) {
      ApiClient api = new ApiClient(daemon);
      List<MatchResult> examples = in(Files.readString(PAGE), CURL).toList();
      assertThat(examples).hasSize(3);
      for (MatchResult example : examples) {
        String body = example.group(2);
        assertThat(body == null ? api.get(example.group(1)) : api.post(example.group(1), body))
            .isNotEmpty();
      }
    }
  }
}
