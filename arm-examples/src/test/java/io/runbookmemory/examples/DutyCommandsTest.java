package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DutyCommandsTest {

  private static final String GITHUB_TOKEN = "ghp_" + "a1B2".repeat(9);

  @TempDir private Path folder;

  private Ran arm(Object... words) {
    Object[] all = new Object[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--store";
    all[words.length + 1] = "lucene:" + folder.resolve("memory");
    return Ran.arm(all);
  }

  private static JsonNode json(Ran ran) throws Exception {
    return new ObjectMapper().readTree(ran.ok().out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--reason x --service a|--duration",
        "--duration 2h --reason x|say which alerts",
        "--duration 2h --reason x --all --service a|say which alerts",
        "--duration 2h --service a|must say its reason",
        "--duration 40d --reason x --service a|at most 31 days",
        "--duration soon --reason x --service a|soon",
      })
  void aSilenceSaysForHowLongOfWhatAndWhy(String words, String rule) {
    Object[] all = ("silence " + words).split(" ");
    arm(all).refused(2, rule);
  }

  @Test
  void aSilenceIsKeptWithoutSecretsAndWithWhoAskedForIt() throws Exception {
    JsonNode asked =
        json(
            arm(
                "silence",
                "--duration",
                "90m",
                "--reason",
                "token " + GITHUB_TOKEN,
                "--label",
                "team=a",
                "--env",
                "prod",
                "--by",
                "ann",
                "--json"));

    assertThat(asked.path(0).path("labels").path("team").asText()).isEqualTo("a");
    assertThat(asked.path(0).path("labels").path("env").asText()).isEqualTo("prod");
    assertThat(asked.path(0).path("by").asText()).isEqualTo("ann");
    assertThat(asked.toString()).doesNotContain(GITHUB_TOKEN);
    assertThat(json(arm("silence", "list", "--json"))).isEqualTo(asked);
    assertThat(arm("history").ok().out()).contains("silenced  env=prod team=a  ann: token");
  }

  @Test
  void aStoreOfNothingHasNothingGoingOn() throws Exception {
    assertThat(arm("status").ok().out())
        .contains("0 incidents open", "0 alerts wait", "0 silences hold");
    assertThat(json(arm("status", "--json")).path("incidents")).isEmpty();
    arm("history").refused(1, "nothing was written yet");
    assertThat(arm("silence", "list").code()).isEqualTo(1);
    assertThat(folder.toFile().list()).as("what reading made").isEmpty();
  }

  @Test
  void watchingGoesOnAndSeesWhatCame() {
    arm("incidents", "open", "Checkout is slow", "--service", "checkout").ok();

    String watched = arm("status", "--watch", "--every", "1", "--times", "2").ok().out();

    assertThat(watched.split("1 incident open", -1)).hasSize(3);
    assertThat(watched).contains("nobody has it", "checkout: Checkout is slow");
    assertThat(watched).doesNotContain("\u001b");
  }

  @Test
  void historyTellsWhatHappenedOfOneServiceInTheOrderOfTime() {
    arm("incidents", "open", "Cart is slow", "--service", "cart", "--at", "3h").ok();
    String id =
        arm("incidents", "open", "Mail is late", "--service", "mail", "--at", "2h")
            .ok()
            .out()
            .replaceAll("(?s).*?([0-9a-f]{8}).*", "$1");
    arm("incidents", "ack", id, "--at", "110m").ok();
    arm("incidents", "resolve", id, "queue emptied", "--at", "1h").ok();

    String mail = arm("history", "--service", "mail", "--since", "24h").ok().out();

    assertThat(mail.indexOf("opened  mail")).isBetween(0, mail.indexOf("acknowledged  mail"));
    assertThat(mail.indexOf("resolved  mail")).isGreaterThan(mail.indexOf("acknowledged  mail"));
    assertThat(mail).doesNotContain("Cart");
    assertThat(arm("history", "--since", "90m").ok().out())
        .contains("resolved")
        .doesNotContain("opened");
  }
}
