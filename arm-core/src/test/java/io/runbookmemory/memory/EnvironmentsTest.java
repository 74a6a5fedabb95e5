package io.runbookmemory.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentsTest {

  @ParameterizedTest
  @CsvSource({
    "prod,prod", "PROD,prod", "Production,prod", "prd,prod", "live,prod",
    "staging,staging", "stage,staging", "stg,staging", "preprod,staging", "pre-prod,staging",
    "dev,dev", "development,dev", "devel,dev", "' Local ',dev"
  })
  void synonymsStandForTheAllowedNames(String word, String name) {
    assertThat(Environments.DEFAULT.find(word)).contains(name);
    assertThat(Environments.DEFAULT.require(word)).isEqualTo(name);
  }

  @Test
  void aSynonymOfANameThatIsNotAllowedIsNotEither() {
    Environments two = Environments.of("prod", "canary");

    assertThat(two.find("stage")).isEmpty();
    assertThat(two.find("Canary")).contains("canary");
  }

  @Test
  void aNameThatIsAllowedIsNoSynonym() {
    assertThat(Environments.of("prod", "live").find("live")).contains("live");
  }

  @Test
  void theRefusalNamesWhatIsAllowedInOrder() {
    assertThatThrownBy(() -> Environments.DEFAULT.require("qa"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("env: must be one of prod, staging, dev, got \"qa\"");
  }

  @Test
  void thereIsAtLeastOne() {
    assertThatThrownBy(() -> new Environments(Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
