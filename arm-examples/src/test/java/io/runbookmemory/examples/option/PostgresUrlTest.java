package io.runbookmemory.examples.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who connects leaves a URL before anybody can repeat it. */
class PostgresUrlTest {

  private static PostgresUrl parsed(String url) {
    return PostgresUrl.parse(url, Map.of());
  }

  @Test
  void roleAndPasswordStandBeforeTheHostOrAmongTheSettings() {
    assertThat(parsed("jdbc:postgresql://arm:p%40ss+w%2Frd@db-1:5433,db-2/ops?ssl=true"))
        .isEqualTo(
            new PostgresUrl(
                "jdbc:postgresql://db-1:5433,db-2/ops?ssl=true", "arm", "p@ss+w/rd", null));
    assertThat(parsed("jdbc:postgresql://db/ops?user=arm&ssl=true&password=a%26b"))
        .isEqualTo(new PostgresUrl("jdbc:postgresql://db/ops?ssl=true", "arm", "a&b", null));
    assertThat(parsed("jdbc:postgresql://[::1]:5432/")).extracting(PostgresUrl::user).isNull();
  }

  @Test
  void theEnvironmentSaysWhatTheUrlDoesNot() {
    Map<String, String> environment = Map.of("PGUSER", "env", "PGPASSWORD", "hidden");

    assertThat(PostgresUrl.parse("jdbc:postgresql://db/ops", environment))
        .isEqualTo(new PostgresUrl("jdbc:postgresql://db/ops", "env", "hidden", null));
    assertThat(PostgresUrl.parse("jdbc:postgresql://url:own@db/ops", environment))
        .isEqualTo(new PostgresUrl("jdbc:postgresql://db/ops", "url", "own", null));
  }

  @Test
  void theSchemaIsASettingToo() {
    assertThat(parsed("jdbc:postgresql://db/ops?currentSchema=team%20a").schema())
        .isEqualTo("team a");
  }

  @Test
  void whatItPrintsNamesThePlaceAlone() {
    assertThat(parsed("jdbc:postgresql://arm:hidden@db/ops"))
        .hasToString("jdbc:postgresql://db/ops");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql:ops",
        "jdbc:postgresql://",
        "jdbc:postgresql://arm:hidden@",
        "jdbc:postgresql://arm:hid#den?x=hidden@db:port/ops",
        "jdbc:postgresql://db:port/ops?password=hidden",
        "jdbc:postgresql://db/ops/more?user=arm&password=hidden"
      })
  void anotherFormIsRefusedWithoutTellingThePassword(String url) {
    assertThatThrownBy(() -> parsed(url))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("jdbc:postgresql://HOST:PORT/DATABASE")
        .hasMessageNotContaining("hidden")
        .hasMessageNotContaining("den?");
  }

  @Test
  void aTextLosesItsPasswordsAndKeepsTheRest() {
    assertThat(PostgresUrl.plain("in jdbc:postgresql://u:p@s?s@db/x?password=q&ssl=1 b@c"))
        .isEqualTo("in jdbc:postgresql://db/x?password=***&ssl=1 b@c");
    assertThat(PostgresUrl.plain("see https://wiki/page@2")).isEqualTo("see https://wiki/page@2");
  }
}
